package io.github.failoversyslog.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.sift.SiftingAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import io.github.failoversyslog.SyslogSender;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The appenders of ours that one {@code SiftingAppender} has made.
 *
 * <p>It starts and stops them within its own {@code doAppend}, on a thread that logs and holds its
 * monitor, so a stop that waited there would hold up every thread that logs through it. A thread
 * that holds the monitor therefore only begins the stop. A thread that does not is the one that
 * stops the context, or that asked for this one stop, and waits for all that was begun.
 *
 * <p>So that nothing is begun that nobody will wait for, it is only begun while another of these
 * appenders is there, whose own stop is still to come.
 */
final class Sifted {
  /** More may be begun only when one of these has ended: each has a thread and a buffer. */
  static final int MOST_BEGUN = 64;

  private static final String KEY = Sifted.class.getName();

  private final SiftingAppenderBase<?> sifting;
  private final Context context;
  private final Object ofThisConfiguration; // in the context until its reset
  private final Set<Stop> started = ConcurrentHashMap.newKeySet();
  private final Queue<Stop> begun = new ConcurrentLinkedQueue<>(); // and not known to be over

  /** The stop of a sender. */
  interface Stop {
    /** Returns at once. */
    void begin();

    /** Waits for its end, after {@link #begin}. */
    void finish();

    boolean isOver();

    static Stop of(SyslogSender sender) {
      return new Stop() {
        @Override
        public void begin() {
          sender.beginStop();
        }

        @Override
        public void finish() {
          sender.stop();
        }

        @Override
        public boolean isOver() {
          return sender.hasEnded();
        }
      };
    }
  }

  private Sifted(SiftingAppenderBase<?> sifting, Context context, Object ofThisConfiguration) {
    this.sifting = sifting;
    this.context = context;
    this.ofThisConfiguration = ofThisConfiguration;
  }

  /**
   * Returns how to end a started sender; may be run any number of times.
   *
   * @param context of the appender that the calling thread is about to start
   */
  static Function<SyslogSender, Runnable> endingsIn(Context context) {
    SiftingAppenderBase<?> sifting = heldIn(context);
    if (sifting == null) {
      return sender -> sender::stop;
    }
    Sifted sifted = of(sifting, context);
    return sender -> sifted.started(Stop.of(sender));
  }

  /** In whose {@code doAppend} the calling thread is. */
  static @Nullable SiftingAppenderBase<?> heldIn(Context context) {
    Set<Appender<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    if (context instanceof LoggerContext loggers) {
      for (Logger logger : loggers.getLoggerList()) {
        SiftingAppenderBase<?> held = heldAmong(logger, seen);
        if (held != null) {
          return held;
        }
      }
    }
    return null;
  }

  private static @Nullable SiftingAppenderBase<?> heldAmong(
      AppenderAttachable<ILoggingEvent> parent, Set<Appender<?>> seen) {
    Iterator<Appender<ILoggingEvent>> appenders = parent.iteratorForAppenders();
    while (appenders.hasNext()) {
      Appender<ILoggingEvent> appender = appenders.next();
      if (appender instanceof SiftingAppenderBase<?> sifting && Thread.holdsLock(sifting)) {
        return sifting;
      }
      if (appender instanceof AppenderAttachable<?> && seen.add(appender)) {
        @SuppressWarnings("unchecked") // an appender of events passes them on to such
        var held = heldAmong((AppenderAttachable<ILoggingEvent>) appender, seen);
        if (held != null) {
          return held;
        }
      }
    }
    return null;
  }

  @SuppressWarnings("unchecked") // nobody else uses this key
  static Sifted of(SiftingAppenderBase<?> sifting, Context context) {
    synchronized (Sifted.class) {
      Object known = context.getObject(KEY);
      Map<SiftingAppenderBase<?>, Sifted> all =
          known == null ? new ConcurrentHashMap<>() : (Map<SiftingAppenderBase<?>, Sifted>) known;
      if (known == null) {
        context.putObject(KEY, all);
      }
      return all.computeIfAbsent(sifting, key -> new Sifted(key, context, all));
    }
  }

  /** Returns what is to be called for its stop. */
  Runnable started(Stop stop) {
    started.add(stop);
    return () -> stop(stop);
  }

  /** Waits for the end of it and of all that were begun, unless the thread is one that logs. */
  private void stop(Stop stop) {
    begin(stop);
    if (Thread.holdsLock(sifting) && !started.isEmpty()) {
      keepWithinBounds();
      return;
    }
    if (context.getObject(KEY) != ofThisConfiguration) {
      started.forEach(this::begin); // the context's reset stops them all: at the same time
    }
    begun.forEach(Stop::finish);
    begun.removeIf(Stop::isOver);
  }

  private void begin(Stop stop) {
    if (started.contains(stop)) {
      begun.add(stop); // first: the stop of the last one that is started looks there after it
      started.remove(stop);
      stop.begin();
    }
  }

  private void keepWithinBounds() {
    begun.removeIf(Stop::isOver);
    Stop eldest = begun.peek();
    if (eldest != null && begun.size() > MOST_BEGUN) {
      eldest.finish();
      begun.remove(eldest);
    }
  }
}
