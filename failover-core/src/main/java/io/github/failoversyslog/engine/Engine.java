package io.github.failoversyslog.engine;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.net.HostNameLookUp;
import io.github.failoversyslog.report.Announcer;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.DiversionReport;
import io.github.failoversyslog.report.MonitoredSender;
import io.github.failoversyslog.report.Monitoring;
import io.github.failoversyslog.report.StatusLines;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.ring.LastAppends;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.wire.Encoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Assembles the parts of a sender, and starts and stops its thread. */
public final class Engine {
  /** Time for the thread to end after the shutdown timeout. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private static final int MAX_SHOWN_ID_CHARS = 100;

  private static final Duration MAX_BUDGET = Duration.ofDays(1);

  private final SenderConfig config;
  private final Selector selector;
  private final MessageStore store;
  private final MessageRing ring;
  private final Counters counters = new Counters();
  private final Encoding encoding;
  private final Admission admission;
  private final MonitoredSender measurements;
  private final Monitoring monitoring;
  private final StatusReporter reporter;
  private final DiversionReport diversionReport;
  private final AtomicBoolean sdIdCutReported = new AtomicBoolean();
  private final Shutdown shutdown;
  private final SenderThread thread;
  private final Consumer<Thread> starter;
  private final AtomicBoolean startedOrStopped = new AtomicBoolean();

  /**
   * @param context engines of the same context and name may use a spool one after the other, and
   *     are shown by JMX as one
   * @throws UncheckedIOException if no selector can be opened
   */
  public Engine(
      SenderName name,
      Object context,
      SenderConfig config,
      SenderListener listener,
      Platform platform) {
    this(name, context, config, listener, platform, Thread::start);
  }

  /**
   * @param starter called with each thread to start
   */
  Engine(
      SenderName name,
      Object context,
      SenderConfig config,
      SenderListener listener,
      Platform platform,
      Consumer<Thread> starter) {
    this.config = config;
    this.starter = starter;
    this.shutdown = new Shutdown(config.servers().size());
    this.selector = openSelector();
    this.store = openStore(List.of(context, name.name()));
    this.ring = store.ring();
    this.reporter = new StatusReporter(listener);
    try {
      this.encoding = SenderEncoding.of(config);
      Announcer announcer = new Announcer(config, counters, reporter, platform.wallClock());
      Doorbell doorbell = new Doorbell(selector);
      Runnable wakeUp = selector::wakeup;
      this.diversionReport = new DiversionReport(counters, reporter, platform.clock(), wakeUp);
      OperatorRequests requests = new OperatorRequests(wakeUp);
      this.measurements =
          new Measurements(
              name, config, counters, store, announcer, requests, platform.wallClock());
      this.monitoring = new Monitoring(config.monitoring(), context, name, measurements, reporter);
      this.admission =
          new Admission(ring, config.buffer(), counters, doorbell::ring, wakeUp, wakeUp);
      LoopMaker loop =
          new LoopMaker(
              config,
              platform,
              doorbell,
              requests,
              store,
              encoding,
              admission,
              new Reports(counters, reporter, announcer),
              shutdown);
      this.thread = new SenderThread(() -> run(loop), name.name());
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
      admission.close(); // messages accepted from here on would not be sent
      if (!made) {
        countUnsent();
      }
      endEverything();
    }
  }

  /** The monitoring last: until then calls count events that are refused. */
  private void endEverything() {
    Each.of(List.<Runnable>of(this::close, reporter::endListeners, monitoring::end), Runnable::run);
  }

  /** Counts the messages accepted without a loop as not sent, unless they are in a spool. */
  private void countUnsent() {
    if (ring.isKept()) {
      return;
    }
    LastAppends.SYSTEM.sealAndAwait(ring);
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
      // no longer used
    }
  }

  /**
   * Adds a listener that is called on another thread than the loop's.
   *
   * @throws IllegalStateException after the start or stop
   */
  public void addListener(SenderListener listener) {
    if (startedOrStopped.get()) {
      throw new IllegalStateException(EngineTexts.listenerTooLate());
    }
    reporter.add(listener);
  }

  /**
   * Starts the thread, which begins to connect. Leaves nothing open if that fails.
   *
   * @throws IllegalStateException if it was called before, or after the stop
   */
  public void start() {
    if (!startedOrStopped.compareAndSet(false, true)) {
      throw new IllegalStateException(EngineTexts.startedBefore());
    }
    try {
      reporter.startListeners(thread.getName() + "-listeners", starter);
      for (String warning : config.warnings()) {
        reporter.report(StatusLines.configuration(warning));
      }
      counters.recovered.add(store.recovered());
      store.tell(reporter);
      if (config.message().header().hostName().isEmpty()) {
        findHostName();
      }
      monitoring.begin();
      starter.accept(thread);
    } catch (RuntimeException | Error e) {
      admission.close();
      countUnsent();
      endEverything();
      throw e;
    }
  }

  private void findHostName() {
    try {
      starter.accept(HostNameLookUp.finder(encoding::hostNameFound));
    } catch (OutOfMemoryError e) {
      // no more threads available; the name known so far stays
    }
  }

  /**
   * Accepts no more messages. The thread delivers what is buffered and ends; this method does not
   * wait for it. An engine that was never started is closed.
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
    return budget.compareTo(MAX_BUDGET) < 0 ? budget : MAX_BUDGET;
  }

  /** Whether the thread has ended or was never started. */
  public boolean hasEnded() {
    return !thread.isAlive();
  }

  /**
   * Accepts no more messages, delivers what is buffered, and waits for the thread to end. After
   * {@link #beginStop} it waits for the stop that was begun then.
   *
   * @return whether the thread has ended; if not, it is a daemon thread and ends later
   */
  public boolean stop(Duration budget) {
    beginStop(budget);
    Duration time = bounded(budget).plus(GRACE).plus(reporter.timeForListeners());
    return thread.awaitEnd(time, System::nanoTime);
  }

  /** Reports, the first time only, that an SD-ID of an event was truncated. Any thread. */
  public void sdIdCut(String id) {
    if (!sdIdCutReported.get() && sdIdCutReported.compareAndSet(false, true)) {
      reporter.reportLater(
          StatusLines.sdIdTruncated(
              id.substring(0, Math.min(id.length(), MAX_SHOWN_ID_CHARS))
                  + (id.length() > MAX_SHOWN_ID_CHARS ? "..." : "")));
    }
  }

  public Encoding encoding() {
    return encoding;
  }

  public Admission admission() {
    return admission;
  }

  public DiversionReport diversionReport() {
    return diversionReport;
  }

  public Counters counters() {
    return counters;
  }

  /** What is to be seen of this sender. */
  public MonitoredSender measurements() {
    return measurements;
  }
}
