package io.github.failoversyslog.appender;

import io.github.failoversyslog.SyslogSender;
import io.github.failoversyslog.text.ObjectText;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives events that the buffer refuses to another appender, on the thread that logs them. Any
 * thread.
 *
 * @param <E> the framework's event
 */
public final class Diversion<E> {
  private final String appender;
  private final @Nullable Predicate<E> taker;
  private final Consumer<String> warning;
  private final AtomicBoolean warned = new AtomicBoolean();
  private final ThreadLocal<Boolean> underWay = new ThreadLocal<>();

  private Diversion(String appender, @Nullable Predicate<E> taker, Consumer<String> warning) {
    this.appender = appender;
    this.taker = taker;
    this.warning = warning;
  }

  /** There is no other appender. */
  public static <E> Diversion<E> none() {
    return new Diversion<>("", null, warning -> {});
  }

  /**
   * @param appender name of the other appender
   * @param taker gives it an event; false if it does not take this one. May fail
   * @param warning called once, if it fails
   */
  public static <E> Diversion<E> to(String appender, Predicate<E> taker, Consumer<String> warning) {
    return new Diversion<>(appender, taker, warning);
  }

  /**
   * Gives it an event and counts that. Not while it is given another one by the same thread: what
   * an appender logs about its own work may come back here.
   *
   * @return whether it has taken the event
   */
  boolean takes(E event, SyslogSender sender) {
    if (taker == null || underWay.get() != null) {
      return false;
    }
    underWay.set(true);
    try {
      if (taker.test(event)) {
        sender.diverted(appender);
        return true;
      }
    } catch (Exception | Error e) { // also a checked one, of another language
      warn(e);
    } finally {
      underWay.remove();
    }
    return false;
  }

  private void warn(Throwable why) {
    if (warned.compareAndSet(false, true)) {
      try {
        warning.accept(AppenderTexts.notDiverted(appender, ObjectText.of(why).toString()));
      } catch (RuntimeException | Error e) {
        // the event is discarded and counted; the warning has no other way
      }
    }
  }
}
