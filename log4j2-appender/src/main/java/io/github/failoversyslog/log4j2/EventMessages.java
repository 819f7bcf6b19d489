package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.EventText;
import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.SyslogSender;
import io.github.failoversyslog.config.MessageSettings;
import io.github.failoversyslog.config.Severity;
import io.github.failoversyslog.config.StackTrace;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.time.Instant;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.jspecify.annotations.Nullable;

/** Makes a message of an event, and one more for each line of its stack trace if that is wanted. */
final class EventMessages {
  private static final int NANOS_PER_SECOND = 1_000_000_000;
  private static final int NANOS_PER_MILLI = 1_000_000;

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
    try (MessageWriter message = begin(event, sender)) {
      data.writeTo(message, event);
      message.text(line == null ? text.of(event, message.scratch()) : line);
      return message.send();
    }
  }

  /** What is thrown from here on is counted by the writer. */
  private MessageWriter begin(LogEvent event, SyslogSender sender) {
    Severity severity;
    long second;
    int nano;
    String messageId;
    try {
      severity = Severities.of(event.getLevel());
      Instant time = event.getInstant();
      second = time == null ? Math.floorDiv(event.getTimeMillis(), 1000L) : time.getEpochSecond();
      nano =
          time == null
              ? Math.floorMod(event.getTimeMillis(), 1000) * NANOS_PER_MILLI
              : time.getNanoOfSecond();
      messageId = messageIdOf(event);
    } catch (RuntimeException | Error e) {
      sender.discard();
      throw e;
    }
    return nano < 0 // Log4j counts towards 1970: before that it is negative
        ? sender.message(severity, second - 1, nano + NANOS_PER_SECOND, messageId)
        : sender.message(severity, second, nano, messageId);
  }

  private @Nullable String messageIdOf(LogEvent event) {
    if (event.getMessage() instanceof StructuredDataMessage message) {
      return message.getType();
    }
    Marker marker = settings.markerAsMessageId() ? event.getMarker() : null;
    return marker == null ? null : Markers.nameOf(marker);
  }
}
