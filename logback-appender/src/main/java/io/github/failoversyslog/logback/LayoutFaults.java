package io.github.failoversyslog.logback;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.Layout;
import io.github.failoversyslog.appender.AppenderFaults;
import io.github.failoversyslog.appender.EventMessages;
import io.github.failoversyslog.appender.EventText;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is wrong with layouts: those that write a whole syslog message make two headers. */
final class LayoutFaults {
  private LayoutFaults() {}

  /**
   * @param layout one that was started
   */
  static List<String> of(@Nullable Layout<ILoggingEvent> layout, Context context) {
    return layout instanceof PatternLayout pattern && beginsWithHeader(pattern, context)
        ? List.of(
            AppenderFaults.headerTwice(
                "the layout's pattern writes a syslog header (%syslogStart, <14>1)",
                "format rfc5424 or rfc3164"))
        : List.of();
  }

  /**
   * For Logback's own patterns, as {@link EventMessages#checkLayout} has it; null for other layouts
   * and encoders, which may do more with an event than to format it.
   */
  static @Nullable Supplier<ILoggingEvent> probe(
      @Nullable Layout<ILoggingEvent> layout, Context context) {
    return layout instanceof PatternLayout ? () -> ProbeEvent.withStackTrace(context) : null;
  }

  private static boolean beginsWithHeader(PatternLayout layout, Context context) {
    return EventText.beginsWithHeader(layout::doLayout, ProbeEvent.plain(context));
  }
}
