package io.github.failoversyslog.logback;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.Layout;
import io.github.failoversyslog.EventMessages;
import io.github.failoversyslog.EventText;
import java.util.List;
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
            "the layout's pattern writes a syslog header (%syslogStart, <14>1), and the appender"
                + " writes one itself; expected the appender's format rfc5424 or rfc3164, and a"
                + " layout that formats the text only, or none")
        : List.of();
  }

  /**
   * Shows Logback's own patterns an event, to warn before there is a real one. Other layouts and
   * encoders may do more with an event than to format it.
   *
   * @param messages of events that this layout formats
   */
  static void probe(
      @Nullable Layout<ILoggingEvent> layout,
      EventMessages<ILoggingEvent> messages,
      Context context) {
    if (layout instanceof PatternLayout) {
      try {
        messages.text(ProbeEvent.withStackTrace(context), new StringBuilder());
      } catch (RuntimeException | LinkageError e) {
        // of a converter; it may work for others
      }
    }
  }

  private static boolean beginsWithHeader(PatternLayout layout, Context context) {
    try {
      return EventText.beginsWithHeader(layout.doLayout(ProbeEvent.plain(context)));
    } catch (RuntimeException | LinkageError e) { // of a converter; it may work for others
      return false;
    }
  }
}
