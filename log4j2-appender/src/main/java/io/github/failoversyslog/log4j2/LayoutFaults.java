package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.appender.AppenderFaults;
import io.github.failoversyslog.appender.EventMessages;
import io.github.failoversyslog.appender.EventText;
import java.util.List;
import java.util.function.Supplier;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.core.layout.Rfc5424Layout;
import org.apache.logging.log4j.core.layout.SyslogLayout;
import org.jspecify.annotations.Nullable;

/** What is wrong with layouts: those that write a whole syslog message make two headers. */
final class LayoutFaults {
  private LayoutFaults() {}

  static List<String> of(@Nullable Layout<?> layout) {
    if (layout instanceof Rfc5424Layout) {
      return List.of(fault("<Rfc5424Layout>", "format=\"rfc5424\""));
    }
    if (layout instanceof SyslogLayout) {
      return List.of(fault("<SyslogLayout>", "format=\"rfc3164\""));
    }
    if (layout instanceof PatternLayout pattern && beginsWithHeader(pattern)) {
      return List.of(fault("the pattern of <PatternLayout>", "format=\"rfc5424\" or \"rfc3164\""));
    }
    return List.of();
  }

  /**
   * For Log4j's own patterns, as {@link EventMessages#checkLayout} has it; null for other layouts,
   * which may do more with an event than to format it.
   */
  static @Nullable Supplier<LogEvent> probe(@Nullable Layout<?> layout) {
    return layout instanceof PatternLayout pattern && ProbeEvent.suits(pattern)
        ? ProbeEvent::withStackTrace
        : null;
  }

  private static String fault(String layout, String format) {
    return AppenderFaults.headerTwice(layout + " writes a syslog header", format);
  }

  private static boolean beginsWithHeader(PatternLayout layout) {
    return ProbeEvent.suits(layout)
        && EventText.beginsWithHeader(layout::toSerializable, ProbeEvent.plain());
  }
}
