package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.VirtualTime.MILLISECOND;
import static io.github.failoversyslog.engine.VirtualTime.SECOND;

import io.github.failoversyslog.config.BufferSettings;
import io.github.failoversyslog.failover.ProbeStatus;
import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.StatusLines;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** A sender as the engine builds it, without thread and sockets, and its simulated network. */
final class Simulation {
  private static final long LAST_WORDS_NANOS = 2 * SECOND; // end of a stop; rests may be shorter

  private final Schedule schedule;
  private final VirtualTime timeline = new VirtualTime();
  private final Story story;
  private final Random random;
  private final Counters counters = new Counters();
  private final MessageStore store;
  private final MessageRing ring;
  private final Admission admission;
  private final Ledger ledger;
  private final List<SimulatedServer> servers;
  private final SimulatedNetwork network;
  private final Shutdown shutdown;
  private final SenderClock clock;
  private final InstantSource wallClock;
  private final SimulatedApplication application;
  private final Situations situations = new Situations();
  private final Delivery delivery;
  private final Connections connections;
  private final FailoverControl control;
  private final CountChecks counts;
  private final StepWatch watch;
  private final SimulatedLoop loop;
  private boolean stopping;

  Simulation(Schedule schedule, boolean told) {
    this(schedule, told, true);
  }

  /**
   * @param clockIsSet whether the machine's time of day is set again and again
   */
  Simulation(Schedule schedule, boolean told, boolean clockIsSet) {
    this.schedule = schedule;
    this.story = new Story(told, timeline);
    this.random = new Random(~schedule.seed());
    BufferSettings buffer = schedule.buffer();
    this.store = MessageStore.open(buffer, this);
    this.ring = store.ring();
    this.admission = new Admission(ring, buffer, counters, this::rings, this::wakes, this::wakes);
    this.ledger =
        new Ledger(story, schedule.windowNanos(), schedule.batchBytes(), schedule.isRelp());
    this.clock = new SenderClock(timeline, story);
    World world = new World(schedule, timeline, clock, random, ledger, story, situations);
    this.servers =
        schedule.servers().stream().map(address -> new SimulatedServer(address, world)).toList();
    this.wallClock =
        clockIsSet ? new WallClock(timeline, schedule.seed()) : InstantSource.fixed(Instant.EPOCH);
    this.network = new SimulatedNetwork(servers, world);
    this.counts = new CountChecks(schedule, situations);
    this.application = new SimulatedApplication(world, ring, admission, counts, this::rings);
    ledger.handsOver(!schedule.isRelp());
    this.shutdown = new Shutdown(servers.size());
    this.watch = new StepWatch(this, situations);
    DeliveryParts.Watched watched = delivery();
    this.delivery = watched.delivery();
    this.connections = watched.connections();
    this.control = watched.control();
    this.loop = new SimulatedLoop(this, delivery);
    story.tell(schedule::toString);
  }

  private DeliveryParts.Watched delivery() {
    StatusReporter reporter = new StatusReporter(this::reported);
    Platform platform =
        new Platform(
            clock,
            wallClock,
            random::nextDouble,
            host -> {
              throw new IllegalStateException("no name is looked up here");
            });
    DeliveryParts.Network simulated =
        new DeliveryParts.Network(
            schedule.servers(),
            network,
            new SimulatedSessions(schedule),
            schedule.connectTimeoutNanos(),
            schedule.connections());
    return new DeliveryParts(
            schedule.config(),
            schedule.rules(),
            simulated,
            store,
            admission,
            counters,
            reporter,
            shutdown,
            platform)
        .watched(message -> sendsOwnMessage(message.element()), watch);
  }

  private void reported(Status status) {
    story.tell(() -> "* " + status.text());
    situations.sawIf(status.equals(StatusLines.unfinishedMessage()), Situation.DEAD_WRITER_SKIPPED);
  }

  /** A message is committed. */
  private void rings() {
    loop.messageWaits();
  }

  private void wakes() {
    loop.wakes();
  }

  private boolean sendsOwnMessage(String element) {
    return application.logsForTheSender(element);
  }

  /** The application logs something. */
  void log() {
    application.log();
  }

  /**
   * Lets time pass.
   *
   * @return false if the sender has ended
   */
  boolean runFor(long nanos) {
    return runUntil(() -> false, nanos);
  }

  /**
   * Lets time pass until a condition is met; only the sender's own wake-ups and events of the world
   * make it look.
   *
   * @param nanos no longer than this
   * @return false if the sender has ended
   */
  boolean runUntil(BooleanSupplier met, long nanos) {
    return loop.runUntil(met, nanos);
  }

  /** Whether a server is reachable. */
  boolean isReachable() {
    return delivery.isReachable();
  }

  /** Checks what has to be true after each turn. */
  void check() {
    ledger.check(ring, counters);
    counts.check(counters, ring, network.open().anyMatch(SimulatedConnection::isBlocked));
    situations.sawIf(
        application.writers().areAnyUncommitted() && ring.hasWaiting() && !ring.isReadable(),
        Situation.READER_WAITS_FOR_A_COMMIT);
  }

  /**
   * Tells the sender to stop, and lets time pass until it has stopped. A message that is then
   * neither read by a server nor counted was lost.
   */
  void stop(long budgetNanos) {
    story.tell(() -> "the sender is told to stop within " + budgetNanos / MILLISECOND + " ms");
    stopping = true;
    watch.stops(control.state());
    ledger.stops(timeline.now() + budgetNanos - LAST_WORDS_NANOS);
    admission.close();
    shutdown.request(Duration.ofNanos(budgetNanos));
    long pausedBefore = clock.pausedNanos();
    boolean running = runFor(budgetNanos + SECOND);
    while (running && clock.pausedNanos() > pausedBefore) {
      long longerNanos = clock.pausedNanos() - pausedBefore;
      pausedBefore = clock.pausedNanos();
      running = runFor(longerNanos);
    }
    if (running) {
      throw new AssertionError("the sender is still there a second after its time");
    }
    long inDoubtBefore = counters.releasedUnconfirmed.sum();
    delivery.end();
    ledger.checkLast(
        ring,
        counters,
        counters.releasedUnconfirmed.sum() - inDoubtBefore,
        counters.discarded(DiscardReason.UNSENT_AT_STOP).sum());
  }

  boolean isStopping() {
    return stopping;
  }

  /** Whether the connection in use rests, so that another can replace it. */
  boolean isResting() {
    State state = control.state();
    return state.liveness().status() == ProbeStatus.RESTING
        || state.probes().status() == ProbeStatus.RESTING;
  }

  /** Whether the session of a probe's connection is being opened. */
  boolean isOpeningASession() {
    State state = control.state();
    return state.liveness().status() == ProbeStatus.COMPLETING
        || state.probes().status() == ProbeStatus.COMPLETING;
  }

  State state() {
    return control.state();
  }

  boolean isConnected() {
    return connections.isConnected();
  }

  boolean isDraining() {
    return connections.isDraining();
  }

  SenderClock clock() {
    return clock;
  }

  SimulatedApplication application() {
    return application;
  }

  Situations situations() {
    return situations;
  }

  Schedule schedule() {
    return schedule;
  }

  List<SimulatedServer> servers() {
    return servers;
  }

  SimulatedNetwork network() {
    return network;
  }

  VirtualTime timeline() {
    return timeline;
  }

  Story story() {
    return story;
  }

  Random random() {
    return random;
  }

  MessageRing ring() {
    return ring;
  }

  /** How many messages the application has logged, or tried to. */
  long offered() {
    return counts.offered();
  }

  Ledger ledger() {
    return ledger;
  }

  Counters counters() {
    return counters;
  }
}
