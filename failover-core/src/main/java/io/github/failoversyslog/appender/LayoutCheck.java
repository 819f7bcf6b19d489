package io.github.failoversyslog.appender;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the text of a layout a stack trace that the settings want elsewhere or nowhere. Any
 * thread.
 *
 * @param <E> an event with a throwable
 */
final class LayoutCheck<E> {
  /** A layout that has none in so many texts has none, and the frames cost time. */
  private static final int MOST_LOOKS = 100;

  private final Function<E, @Nullable StackTraceElement> firstFrame;
  private final Runnable whenFound;
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicBoolean found = new AtomicBoolean();

  /**
   * @param firstFrame of the event's throwable; null if it has none
   * @param whenFound is run once, by the thread that finds a stack trace
   */
  LayoutCheck(Function<E, @Nullable StackTraceElement> firstFrame, Runnable whenFound) {
    this.firstFrame = firstFrame;
    this.whenFound = whenFound;
  }

  /**
   * Looks for the trace by its first frame, which no message of an event has by chance.
   *
   * @param text as the layout has made it of this event
   */
  void look(StringBuilder text, E event) {
    if (found.get() || looks.get() >= MOST_LOOKS) {
      return;
    }
    StackTraceElement frame = firstFrameOf(event);
    if (frame == null) {
      return;
    }
    looks.incrementAndGet();
    if (text.indexOf(frame.getClassName() + "." + frame.getMethodName() + "(") >= 0
        && found.compareAndSet(false, true)) {
      whenFound.run();
    }
  }

  private @Nullable StackTraceElement firstFrameOf(E event) {
    try {
      return firstFrame.apply(event);
    } catch (RuntimeException e) { // of the application's own throwable
      return null;
    }
  }
}
