package io.github.failoversyslog.appender;

import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.status.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of one logging framework. Has no state; any thread. {@link EventMessages} asks
 * for what the settings want, and for nothing else.
 *
 * @param <E> the framework's event
 */
public interface EventAdapter<E> {

  Severity severity(E event);

  /** Seconds since 1970-01-01T00:00Z; before that rounded either way. */
  long epochSecond(E event);

  /** What to add to that second, in nanoseconds: -999,999,999 to 999,999,999. */
  int nanoOfSecond(E event);

  /**
   * MSGID of this event, or null for that of the settings.
   *
   * @param fromMarker whether the name of the event's first marker is one
   */
  @Nullable String messageId(E event, boolean fromMarker);

  /**
   * The text of the event's message, without the stack trace.
   *
   * @param scratch empty; for the text, if it has to be put together
   */
  CharSequence message(E event, StringBuilder scratch);

  boolean hasThrowable(E event);

  /** The stack trace as {@link EventText#stackTrace} has it. The event has a throwable. */
  String stackTrace(E event);

  /** Where the event's throwable was made; null if that is not known. The event has a throwable. */
  @Nullable StackTraceElement firstFrame(E event);

  /** Adds the context data, and then the event's {@link MessageWriter#origin origin}. */
  void writeContext(E event, MessageWriter message);

  /** Adds the event's markers by {@link MarkerNames#write}. */
  void writeMarkers(E event, MessageWriter message);

  /** Adds the elements that the event's message is made of, if it is structured data itself. */
  default void writeElements(E event, MessageWriter message) {}
}
