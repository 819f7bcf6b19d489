package io.github.failoversyslog.engine;

import io.github.failoversyslog.config.Include;
import io.github.failoversyslog.config.LocalHostName;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.net.HostNameLookUp;
import io.github.failoversyslog.net.LocalAddresses;
import io.github.failoversyslog.report.Announcer;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.StatusLines;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.SenderStatistics;
import io.github.failoversyslog.wire.Encoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Puts the parts of a sender together, and starts and stops its thread. */
public final class Engine {
  /** For the thread to end after its budget. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private static final int LONGEST_SHOWN_ID = 100;

  private static final Duration LONGEST_STOP = Duration.ofDays(1);

  private final SenderConfig config;
  private final Selector selector;
  private final MessageStore store;
  private final MessageRing ring;
  private final Counters counters = new Counters();
  private final Encoding encoding;
  private final Admission admission;
  private final Announcer announcer;
  private final StatusReporter reporter;
  private final AtomicBoolean cutSdIdTold = new AtomicBoolean();
  private final Shutdown shutdown;
  private final Thread thread;
  private final Consumer<Thread> starter;
  private final AtomicBoolean startedOrStopped = new AtomicBoolean();

  /**
   * @param owner of a spool; the engines of one owner may follow each other on it
   * @throws UncheckedIOException if there can be no selector
   */
  public Engine(
      String name, Object owner, SenderConfig config, SenderListener listener, Platform platform) {
    this(name, owner, config, listener, platform, Thread::start);
  }

  /**
   * @param starter starts threads
   */
  Engine(
      String name,
      Object owner,
      SenderConfig config,
      SenderListener listener,
      Platform platform,
      Consumer<Thread> starter) {
    this.config = config;
    this.starter = starter;
    this.shutdown = new Shutdown(config.servers().size());
    this.selector = openSelector();
    this.store = openStore(owner);
    this.ring = store.ring();
    this.reporter = new StatusReporter(listener);
    try {
      this.encoding =
          new Encoding(
              config.protocol(),
              config.message(),
              config.message().header().hostName().orElseGet(LocalHostName::known),
              config.message().data().includes(Include.ORIGIN)
                  ? LocalAddresses.known()
                  : List.of());
      this.announcer = new Announcer(config, counters, reporter);
      Doorbell doorbell = new Doorbell(selector);
      Runnable wakeUp = selector::wakeup;
      this.admission =
          new Admission(ring, config.buffer(), counters, doorbell::ring, wakeUp, wakeUp);
      LoopMaker loop =
          new LoopMaker(
              config,
              platform,
              doorbell,
              store,
              encoding,
              admission,
              new Reports(counters, reporter, announcer),
              shutdown);
      this.thread = new SenderThread(() -> run(loop), name);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private static Selector openSelector() {
    try {
      return Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(EngineTexts.noSelector(), e);
    }
  }

  private MessageStore openStore(Object owner) {
    try {
      return MessageStore.open(config.buffer(), owner);
    } catch (RuntimeException | Error e) {
      closeSelector();
      throw e;
    }
  }

  private void run(LoopMaker maker) {
    boolean made = false;
    try {
      SenderLoop loop = maker.newLoop();
      made = true;
      loop.run();
    } catch (RuntimeException | Error e) {
      reporter.report(StatusLines.threadEnded(e.toString()));
      throw e;
    } finally {
      admission.close(); // what is taken from here on nobody would send
      if (!made) {
        countUnsent();
      }
      close();
    }
  }

  /** What was taken while there was no loop is lost, unless it is in a spool. */
  private void countUnsent() {
    if (ring.isKept()) {
      return;
    }
    ring.seal();
    int unsent = ring.countMessages(ring.released(), ring.tail());
    if (unsent > 0) {
      counters.discarded(DiscardReason.UNSENT_AT_STOP).add(unsent);
      reporter.stopped(true, unsent, 0, "");
    }
  }

  private void close() {
    store.close(reporter);
    closeSelector();
  }

  private void closeSelector() {
    try {
      selector.close();
    } catch (IOException e) {
      // nothing depends on it any more
    }
  }

  /**
   * Starts the thread, which begins to connect. If that fails nothing is left open.
   *
   * @throws IllegalStateException if it was called before, or after the stop
   */
  public void start() {
    if (!startedOrStopped.compareAndSet(false, true)) {
      throw new IllegalStateException(EngineTexts.startedBefore());
    }
    try {
      for (String warning : config.warnings()) {
        reporter.report(StatusLines.configuration(warning));
      }
      counters.recovered.add(store.recovered());
      store.tell(reporter);
      if (config.message().header().hostName().isEmpty()) {
        findHostName();
      }
      starter.accept(thread);
    } catch (RuntimeException | Error e) {
      admission.close();
      countUnsent();
      close();
      throw e;
    }
  }

  private void findHostName() {
    try {
      starter.accept(HostNameLookUp.finder(encoding::hostNameFound));
    } catch (OutOfMemoryError e) {
      // no more threads to be had; the name that is known stays
    }
  }

  /**
   * Takes nothing more. The thread delivers what there is, and ends; nobody waits for it. What was
   * never started is closed.
   */
  public void beginStop(Duration budget) {
    admission.close();
    if (startedOrStopped.compareAndSet(false, true)) {
      countUnsent();
      close();
      return;
    }
    store.end();
    shutdown.request(bounded(budget));
    selector.wakeup();
  }

  private static Duration bounded(Duration budget) {
    return budget.compareTo(LONGEST_STOP) < 0 ? budget : LONGEST_STOP;
  }

  /** Whether there is no thread any more, or none yet. */
  public boolean hasEnded() {
    return !thread.isAlive();
  }

  /**
   * Takes nothing more, delivers what there is, and ends the thread. After {@link #beginStop} it
   * waits for the rest of that.
   *
   * @return whether the thread has ended; if not it will, and is a daemon
   */
  public boolean stop(Duration budget) {
    beginStop(budget);
    return awaitEnd(thread, bounded(budget).plus(GRACE), System::nanoTime);
  }

  /**
   * Waits for the thread's end. An interrupt does not end that, for the time is short, and is kept
   * for the caller.
   *
   * @param clock nanoseconds; may be negative
   */
  static boolean awaitEnd(Thread thread, Duration time, LongSupplier clock) {
    boolean interrupted = false;
    long deadlineNanos = clock.getAsLong() + time.toNanos();
    long leftNanos = time.toNanos();
    while (leftNanos > 0 && thread.isAlive()) {
      try {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(leftNanos)));
      } catch (InterruptedException e) {
        interrupted = true;
      }
      leftNanos = deadlineNanos - clock.getAsLong();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  /** An SD-ID of an event was cut: the first time this is reported. Any thread. */
  public void sdIdCut(String id) {
    if (!cutSdIdTold.get() && cutSdIdTold.compareAndSet(false, true)) {
      reporter.reportLater(
          StatusLines.sdIdTruncated(
              id.substring(0, Math.min(id.length(), LONGEST_SHOWN_ID))
                  + (id.length() > LONGEST_SHOWN_ID ? "..." : "")));
    }
  }

  public Encoding encoding() {
    return encoding;
  }

  public Admission admission() {
    return admission;
  }

  public Counters counters() {
    return counters;
  }

  /** Any thread. */
  public SenderStatistics statistics() {
    long released = ring.released();
    long sent = Math.max(released, ring.sent());
    return new SenderStatistics(
        counters.accepted.sum(),
        counters.recovered.sum(),
        counters.sent.sum(),
        counters.repeated.sum(),
        counters.confirmed.sum(),
        counters.receipts.sum(),
        counters.renewals.sum(),
        counters.releasedUnconfirmed.sum(),
        counters.discarded(),
        counters.truncated.sum(),
        counters.connects.sum(),
        counters.connectFailures.sum(),
        counters.connectionsLost.sum(),
        counters.failovers.sum(),
        counters.failbacks.sum(),
        counters.probesPassed.sum(),
        counters.probesFailed.sum(),
        announcer.current(),
        Math.max(0, ring.tail() - sent),
        sent - released,
        store.spoolFault());
  }
}
