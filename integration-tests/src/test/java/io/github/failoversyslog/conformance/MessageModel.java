package io.github.failoversyslog.conformance;

import io.github.failoversyslog.it.application.LoggedEvent;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.wire.Rfc5424Message;
import java.util.List;
import java.util.Map;

/**
 * The messages that events must become according to the format's RFC, {@code docs/configuration.md}
 * and {@code docs/messages.md}. Written independently of the encoder and as simply as possible,
 * without regard to speed, so that both are unlikely to contain the same error.
 */
interface MessageModel {
  /** The mark at the end of a truncated message. */
  String MARK = "...[truncated]";

  /** Small, so that many random texts are longer. */
  int MAX_BYTES = 4096;

  /** The settings with which the appender sends such messages, by their names in XML. */
  Map<String, String> settings();

  /** The structured data elements to configure. */
  List<ConfiguredElement> ownElements();

  /**
   * The messages sent for an event. Fields that the format does not have are "-" or empty.
   *
   * @param number of the first of these messages, counted from 1
   */
  List<Rfc5424Message> messages(LoggedEvent event, int number);

  /** A message as sent, without framing. */
  byte[] bytes(Rfc5424Message message);

  static Severity severity(LoggedEvent event) {
    return switch (event.level()) {
      case ERROR -> Severity.ERROR;
      case WARN -> Severity.WARNING;
      case INFO -> Severity.INFORMATIONAL;
      case DEBUG, TRACE -> Severity.DEBUG;
    };
  }
}
