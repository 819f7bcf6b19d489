package io.github.failoversyslog.log4j2;

import java.util.regex.Pattern;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.ContextDataFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.jspecify.annotations.Nullable;

/** An event that nobody has logged, to see what patterns make of it. */
final class ProbeEvent {
  private static final String TEXT = "probe";
  private static final Pattern SEQUENCE_NUMBER = Pattern.compile("%[-.\\d]*(sn|sequenceNumber)");

  private ProbeEvent() {}

  static LogEvent plain() {
    return event(null);
  }

  static LogEvent withStackTrace() {
    return event(new IllegalStateException(TEXT));
  }

  /** Whether nobody notices that the layout has formatted one more event: a number it does. */
  static boolean suits(PatternLayout layout) {
    String pattern = layout.getConversionPattern();
    return pattern == null || !SEQUENCE_NUMBER.matcher(pattern).find();
  }

  private static LogEvent event(@Nullable Throwable thrown) {
    return Log4jLogEvent.newBuilder()
        .setLevel(Level.INFO)
        .setLoggerName(TEXT)
        .setLoggerFqcn(ProbeEvent.class.getName())
        .setThreadName(TEXT)
        .setMessage(new SimpleMessage(TEXT))
        .setContextData(ContextDataFactory.emptyFrozenContextData())
        .setThrown(thrown)
        .build();
  }
}
