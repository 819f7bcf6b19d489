package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.EventText;
import org.apache.logging.log4j.core.LogEvent;

/** Makes the text of an event's stack trace. Any thread. */
@FunctionalInterface
interface ThrowableText {
  /** As the JDK prints it. */
  ThrowableText PLAIN = (event, thrown) -> EventText.stackTrace(thrown);

  /**
   * With line feeds on every system and none at the end; empty if nothing is to be sent.
   *
   * @param thrown that of the event
   */
  String of(LogEvent event, Throwable thrown);

  /** Whether it wants to know where the event was logged. */
  default boolean requiresLocation() {
    return false;
  }
}
