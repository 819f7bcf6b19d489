package io.github.failoversyslog.appender;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes MSG of an event: what the layout says or, without one, the message and the stack trace. Any
 * thread.
 *
 * @param layout appends the text to what is empty; null: there is none
 * @param stackTrace null: it does not belong in the text
 * @param check sees the layout's texts of events with a throwable; null: nothing to look for
 */
record MessageText<E>(
    EventAdapter<E> adapter,
    @Nullable BiConsumer<E, StringBuilder> layout,
    @Nullable StackTraceText<E> stackTrace,
    @Nullable LayoutCheck<E> check) {

  /**
   * @param scratch empty; for the text, if it has to be put together
   */
  CharSequence of(E event, StringBuilder scratch) {
    if (layout == null) {
      CharSequence message = adapter.message(event, scratch);
      return stackTrace != null && adapter.hasThrowable(event)
          ? withStackTrace(message, stackTrace.of(event), scratch)
          : message;
    }
    layout.accept(event, scratch);
    if (check != null && adapter.hasThrowable(event)) {
      check.look(scratch, event);
    }
    return EventText.withoutLineEnd(scratch);
  }

  private static CharSequence withStackTrace(
      CharSequence message, String trace, StringBuilder scratch) {
    if (trace.isEmpty()) {
      return message;
    }
    StringBuilder text = message == scratch ? scratch : scratch.append(message);
    return text.append('\n').append(trace);
  }
}
