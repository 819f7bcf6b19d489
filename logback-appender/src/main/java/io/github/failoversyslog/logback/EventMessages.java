package io.github.failoversyslog.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.github.failoversyslog.EventText;
import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.SyslogSender;
import io.github.failoversyslog.config.MessageSettings;
import io.github.failoversyslog.config.Severity;
import io.github.failoversyslog.config.StackTrace;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/** Makes a message of an event, and one more for each line of its stack trace if that is wanted. */
final class EventMessages {
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

  /** Any thread. */
  void send(ILoggingEvent event, SyslogSender sender) {
    send(event, null, sender);
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null && settings.stackTrace() == StackTrace.LINES) {
      EventText.lines(stackTrace.of(event, thrown)).forEach(line -> send(event, line, sender));
    }
  }

  /**
   * @param line the text, if it is not that of the event
   */
  private void send(ILoggingEvent event, @Nullable String line, SyslogSender sender) {
    try (MessageWriter message = begin(event, sender)) {
      data.writeTo(message, event);
      message.text(line == null ? text.of(event, message.scratch()) : line);
      message.send();
    }
  }

  /** What is thrown from here on is counted by the writer. */
  private MessageWriter begin(ILoggingEvent event, SyslogSender sender) {
    Severity severity;
    Instant time;
    String messageId;
    try {
      severity = severityOf(event.getLevel());
      time = event.getInstant();
      if (time == null) { // an event that was not made by a logger
        time = Instant.ofEpochMilli(event.getTimeStamp());
      }
      messageId = messageIdOf(event);
    } catch (RuntimeException | Error e) {
      sender.discard();
      throw e;
    }
    return sender.message(severity, time.getEpochSecond(), time.getNano(), messageId);
  }

  private @Nullable String messageIdOf(ILoggingEvent event) {
    List<Marker> markers = settings.markerAsMessageId() ? event.getMarkerList() : null;
    return markers == null || markers.isEmpty() ? null : Markers.nameOf(markers.get(0));
  }

  /** That of a message without PRI (RFC 3164 section 4.3.3), if there is no level. */
  static Severity severityOf(@Nullable Level level) {
    if (level == null) {
      return Severity.NOTICE;
    }
    return switch (level.toInt()) {
      case Level.OFF_INT -> Severity.EMERGENCY; // no logger makes such an event
      case Level.ERROR_INT -> Severity.ERROR;
      case Level.WARN_INT -> Severity.WARNING;
      case Level.INFO_INT -> Severity.INFORMATIONAL;
      default -> Severity.DEBUG; // DEBUG and TRACE; Logback has no others for events
    };
  }
}
