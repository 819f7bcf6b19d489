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

  @SuppressWarnings("ThreadLocalUsage") // one for each appender; removed after each event
  private final ThreadLocal<Giving> underWay = new ThreadLocal<>();

  /** An event that a thread is giving to the other appender. */
  private static final class Giving {
    private final Object event;
    private boolean cameBack;

    Giving(Object event) {
      this.event = event;
    }
  }

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

  /** Whether this thread is giving an event to the other appender. */
  public boolean isUnderWay() {
    return taker != null && underWay.get() != null;
  }

  /**
   * Whether this very event is the one that this thread is giving to the other appender, so that
   * appender leads back here. The event has to be left alone: it is counted as discarded where it
   * was refused.
   */
  public boolean comesBack(@Nullable Object event) {
    Giving giving = taker == null ? null : underWay.get();
    if (giving == null || giving.event != event) {
      return false;
    }
    giving.cameBack = true;
    return true;
  }

  /**
   * Gives it an event and counts that. Not while it is given another one by the same thread: what
   * an appender logs about its own work may come back here.
   *
   * @return whether it has taken the event, and not brought it back here
   */
  boolean takes(E event, SyslogSender sender) {
    if (taker == null || underWay.get() != null) {
      return false;
    }
    Giving giving = new Giving(event);
    underWay.set(giving);
    try {
      boolean taken = taker.test(event);
      if (giving.cameBack) {
        warn(AppenderTexts.LEADS_BACK);
      } else if (taken) {
        sender.diverted(appender);
        return true;
      }
    } catch (Exception | Error e) { // also a checked one, of another language
      warn(ObjectText.of(e).toString());
    } finally {
      underWay.remove();
    }
    return false;
  }

  private void warn(String why) {
    if (warned.compareAndSet(false, true)) {
      try {
        warning.accept(AppenderTexts.notDiverted(appender, why));
      } catch (RuntimeException | Error e) {
        // the event is discarded and counted; the warning has no other way
      }
    }
  }
}
