package io.github.failoversyslog.logback;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.EnsureExceptionHandling;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import ch.qos.logback.core.status.StatusManager;
import io.github.failoversyslog.appender.AppenderFaults;
import io.github.failoversyslog.appender.EventText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The setting {@code stackTracePattern}: formats the stack trace of an event. */
final class ThrowablePattern implements Function<ILoggingEvent, CharSequence> {
  private final PatternLayout layout = new PatternLayout();
  private boolean handlesThrowable;

  private ThrowablePattern(String pattern, Context context) {
    layout.setContext(context);
    layout.setPattern(pattern);
    layout.setPostCompileProcessor( // in place of the one that adds a stack trace
        (same, head) ->
            handlesThrowable = new EnsureExceptionHandling().chainHandlesThrowable(head));
  }

  /**
   * Returns null if there is no pattern.
   *
   * @param pattern null or blank: none
   * @param faults gets one if the pattern makes nothing of a throwable
   */
  static @Nullable ThrowablePattern of(
      @Nullable String pattern, Context context, List<String> faults) {
    if (pattern == null || pattern.isBlank()) {
      return null;
    }
    String text = pattern.strip();
    ThrowablePattern parsed = new ThrowablePattern(text, context);
    List<String> errors = parsed.start(context.getStatusManager());
    if (!errors.isEmpty() || !parsed.layout.isStarted()) {
      faults.add(
          AppenderFaults.stackTracePattern(
              text, "which Logback can parse", " (" + String.join("; ", errors) + ")"));
    } else if (!parsed.showsThrowables(context)) {
      faults.add(AppenderFaults.stackTracePattern(text, "with a converter for the throwable", ""));
    }
    return parsed;
  }

  /** Returns the errors that Logback tells its status list only. */
  private List<String> start(StatusManager statuses) {
    Thread caller = Thread.currentThread();
    List<String> errors = new ArrayList<>();
    StatusListener listener =
        status -> {
          if (status.getLevel() == Status.ERROR && Thread.currentThread() == caller) {
            errors.add(status.getMessage());
          }
        };
    statuses.add(listener);
    try {
      layout.start();
    } catch (RuntimeException | LinkageError e) { // of somebody's converter
      errors.add(e.toString());
    } finally {
      statuses.remove(listener);
    }
    return errors;
  }

  private boolean showsThrowables(Context context) {
    try {
      return handlesThrowable
          && EventText.showsThrowables(
              this, ProbeEvent.withStackTrace(context), ProbeEvent.plain(context));
    } catch (RuntimeException | LinkageError e) { // of somebody's converter
      return true; // it may work with other events
    }
  }

  @Override
  public String apply(ILoggingEvent event) {
    return layout.doLayout(event);
  }
}
