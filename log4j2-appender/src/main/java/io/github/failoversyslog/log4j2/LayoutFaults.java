package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.EventMessages;
import io.github.failoversyslog.EventText;
import java.util.List;
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
   * Shows Log4j's own patterns an event, to warn before there is a real one. Other layouts may do
   * more with an event than to format it.
   *
   * @param messages of events that this layout formats
   */
  static void probe(@Nullable Layout<?> layout, EventMessages<LogEvent> messages) {
    if (layout instanceof PatternLayout pattern && ProbeEvent.suits(pattern)) {
      try {
        messages.text(ProbeEvent.withStackTrace(), new StringBuilder());
      } catch (RuntimeException | LinkageError e) {
        // of a converter; it may work for others
      }
    }
  }

  private static String fault(String layout, String format) {
    return layout
        + " writes a syslog header, and the appender writes one itself; expected the appender's "
        + format
        + ", and a layout that formats the text only, or none";
  }

  private static boolean beginsWithHeader(PatternLayout layout) {
    try {
      return ProbeEvent.suits(layout)
          && EventText.beginsWithHeader(layout.toSerializable(ProbeEvent.plain()));
    } catch (RuntimeException | LinkageError e) { // of a converter; it may work for others
      return false;
    }
  }
}
