package io.github.failoversyslog.appender;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the text of an event's stack trace: what the pattern says, or as the JDK prints it. Any
 * thread.
 *
 * @param pattern null: there is none
 */
record StackTraceText<E>(
    EventAdapter<E> adapter, @Nullable Function<E, ? extends CharSequence> pattern) {

  /**
   * With line feeds on every system and none at the end; empty if nothing is to be sent.
   *
   * @param event has a throwable
   */
  String of(E event) {
    if (pattern == null) {
      return adapter.stackTrace(event);
    }
    try {
      return EventText.ofPattern(pattern.apply(event));
    } catch (RuntimeException | StackOverflowError | LinkageError e) { // of the throwable, mostly
      return adapter.stackTrace(event);
    }
  }
}
