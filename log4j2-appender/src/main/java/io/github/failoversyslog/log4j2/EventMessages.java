package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.EventText;
import io.github.failoversyslog.MessageSettings;
import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.Severity;
import io.github.failoversyslog.StackTrace;
import io.github.failoversyslog.SyslogSender;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.time.Instant;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.jspecify.annotations.Nullable;

/** Makes a message of an event, and one more for each line of its stack trace if that is wanted. */
final class EventMessages {
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  private final MessageSettings settings;
  private final EventData data;
  private final MessageText text;
  private final ThrowableText stackTrace;

  EventMessages(
      MessageSettings settings, EventData data, MessageText text, ThrowableText stackTrace) {
    this.settings = settings;
    this.data = data;
    this.text = text;
    this.stackTrace = stackTrace;
  }

  /** Any thread. Returns whether the sender has taken all of it. */
  boolean send(LogEvent event, SyslogSender sender) {
    boolean taken = send(event, null, sender);
    Throwable thrown = event.getThrown();
    if (thrown != null && settings.stackTrace() == StackTrace.LINES) {
      for (String line : EventText.lines(stackTrace.of(event, thrown))) {
        taken &= send(event, line, sender);
      }
    }
    return taken;
  }

  /**
   * @param line the text, if it is not that of the event
   */
  private boolean send(LogEvent event, @Nullable String line, SyslogSender sender) {
    Instant time = event.getInstant();
    int nano = time.getNanoOfSecond(); // Log4j counts towards 1970: before that it is negative
    try (MessageWriter message =
        sender.message(
            severityOf(event.getLevel()),
            nano < 0 ? time.getEpochSecond() - 1 : time.getEpochSecond(),
            nano < 0 ? nano + NANOS_PER_SECOND : nano,
            messageIdOf(event))) {
      data.writeTo(message, event);
      message.text(line == null ? text.of(event, message.scratch()) : line);
      return message.send();
    }
  }

  private @Nullable String messageIdOf(LogEvent event) {
    if (event.getMessage() instanceof StructuredDataMessage message) {
      return message.getType();
    }
    boolean marked = settings.markerAsMessageId() && event.getMarker() != null;
    return marked ? event.getMarker().getName() : null;
  }

  static Severity severityOf(Level level) {
    return switch (level.getStandardLevel()) {
      case OFF, FATAL -> Severity.CRITICAL;
      case ERROR -> Severity.ERROR;
      case WARN -> Severity.WARNING;
      case INFO -> Severity.INFORMATIONAL;
      case DEBUG, TRACE, ALL -> Severity.DEBUG;
    };
  }
}
