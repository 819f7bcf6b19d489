package io.github.failoversyslog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Makes the text of an event's message. Logback does that once per event and keeps the string for
 * all appenders, and so that arguments can change afterwards; here no string is made if nobody can
 * tell the difference.
 */
final class FormattedMessages {
  /** The string that an event keeps; null in a module that Logback does not open its package to. */
  private static final @Nullable VarHandle KEPT = field("formattedMessage");

  private FormattedMessages() {}

  static @Nullable VarHandle field(String name) {
    try {
      return MethodHandles.privateLookupIn(LoggingEvent.class, MethodHandles.lookup())
          .findVarHandle(LoggingEvent.class, name, String.class);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null;
    }
  }

  /**
   * Returns the event's text, or null for that of a message that is null.
   *
   * @param scratch empty; what is returned, if the text was put together there
   */
  static @Nullable CharSequence of(ILoggingEvent event, StringBuilder scratch) {
    return event.getClass() == LoggingEvent.class && isToBeMade(event) && made(event, scratch)
        ? scratch
        : event.getFormattedMessage();
  }

  private static boolean isToBeMade(ILoggingEvent event) {
    return KEPT != null && KEPT.get((LoggingEvent) event) == null;
  }

  private static boolean made(ILoggingEvent event, StringBuilder scratch) {
    String pattern = event.getMessage();
    Object[] arguments = event.getArgumentArray();
    return pattern != null
        && arguments != null
        && !endsWithThrowable(arguments)
        && PatternText.append(scratch, pattern, arguments);
  }

  /** Not all methods of SLF4J count it as an argument; which one is used is up to Logback. */
  private static boolean endsWithThrowable(Object[] arguments) {
    return arguments.length > 0 && arguments[arguments.length - 1] instanceof Throwable;
  }
}
