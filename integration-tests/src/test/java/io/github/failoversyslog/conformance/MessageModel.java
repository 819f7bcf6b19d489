package io.github.failoversyslog.conformance;

import io.github.failoversyslog.it.application.LoggedEvent;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.wire.Rfc5424Message;
import java.util.List;
import java.util.Map;

/**
 * The messages that events have to become, by a format's RFC, {@code docs/configuration.md} and
 * {@code docs/messages.md}. Written without our encoder, simply and slowly, so that both are wrong
 * in the same way only by accident.
 */
interface MessageModel {
  /** What a message ends with of which something was left out. */
  String MARK = "...[truncated]";

  /** Few, so that many random texts are longer. */
  int MAX_BYTES = 4096;

  /** What makes the appender send such messages, by the names of the settings, as XML has them. */
  Map<String, String> settings();

  /** What else the appender is told. */
  List<OwnElement> ownElements();

  /**
   * What is sent for an event. The fields that the format lacks are "-", or nothing.
   *
   * @param number of the first of these messages, from 1 on
   */
  List<Rfc5424Message> messages(LoggedEvent event, int number);

  /** A message on the wire, without framing. */
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
