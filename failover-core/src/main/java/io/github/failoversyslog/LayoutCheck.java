package io.github.failoversyslog;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the text of a layout what is not to be there: the header of a syslog message, and a
 * stack trace that the settings want elsewhere or nowhere. Any thread.
 */
public final class LayoutCheck {
  /** PRI, and VERSION or the name of a month: RFC 5424 section 6, RFC 3164 section 4.1. */
  private static final Pattern HEADER =
      Pattern.compile("<\\d{1,3}>(1 |(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) )");

  /** A layout that has none in so many texts has none, and the frames cost time. */
  private static final int MOST_LOOKS = 100;

  private final Runnable whenFound;
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicBoolean found = new AtomicBoolean();

  /**
   * @param whenFound is run once, by the thread that finds a stack trace
   */
  public LayoutCheck(Runnable whenFound) {
    this.whenFound = whenFound;
  }

  public static boolean beginsWithHeader(CharSequence text) {
    return HEADER.matcher(text).lookingAt();
  }

  /**
   * Looks for the trace by its first frame, which no message of an event has by chance.
   *
   * @param text as the layout has made it of an event with this throwable
   */
  public void look(StringBuilder text, Throwable thrown) {
    if (!isOver()) {
      look(text, firstFrameOf(thrown));
    }
  }

  /**
   * Like {@link #look(StringBuilder, Throwable)}.
   *
   * @param firstFrame null if the throwable has none; nothing is found then
   */
  public void look(StringBuilder text, @Nullable StackTraceElement firstFrame) {
    if (firstFrame == null || isOver()) {
      return;
    }
    looks.incrementAndGet();
    if (text.indexOf(firstFrame.getClassName() + "." + firstFrame.getMethodName() + "(") >= 0
        && found.compareAndSet(false, true)) {
      whenFound.run();
    }
  }

  private boolean isOver() {
    return found.get() || looks.get() >= MOST_LOOKS;
  }

  private static @Nullable StackTraceElement firstFrameOf(Throwable thrown) {
    try {
      StackTraceElement[] frames = thrown.getStackTrace();
      return frames.length == 0 ? null : frames[0];
    } catch (RuntimeException e) { // the application's own
      return null;
    }
  }
}
