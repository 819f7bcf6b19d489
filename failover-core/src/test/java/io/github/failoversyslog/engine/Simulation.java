package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.VirtualTime.MILLISECOND;
import static io.github.failoversyslog.engine.VirtualTime.SECOND;

import io.github.failoversyslog.config.BufferSettings;
import io.github.failoversyslog.config.Overflow;
import io.github.failoversyslog.failover.Phase;
import io.github.failoversyslog.failover.ProbeStatus;
import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.StatusLines;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.ring.Writers;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.status.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/** A sender as the engine builds it, without thread and sockets, and its simulated network. */
final class Simulation {
  static final int KERNEL_FACTOR = 4; // as in the engine
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
  private final SlowWriters writers;
  private final Situations situations = new Situations();
  private final Delivery delivery;
  private final Connections connections;
  private final FailoverControl control;
  private final CountChecks counts;
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
    BufferSettings buffer =
        new BufferSettings(
            schedule.ringBytes(),
            Optional.empty(),
            Overflow.DISCARD,
            Severity.WARNING,
            Duration.ZERO);
    this.store = MessageStore.open(buffer, this);
    this.ring = store.ring();
    this.admission = new Admission(ring, buffer, counters, this::rings, this::wakes, this::wakes);
    this.ledger =
        new Ledger(story, schedule.windowNanos(), schedule.batchBytes(), schedule.isRelp());
    World world = new World(schedule, timeline, random, ledger, story, situations);
    this.servers =
        schedule.servers().stream().map(address -> new SimulatedServer(address, world)).toList();
    this.clock = new SenderClock(timeline, story);
    this.wallClock =
        clockIsSet ? new WallClock(timeline, schedule.seed()) : InstantSource.fixed(Instant.EPOCH);
    this.network = new SimulatedNetwork(servers, world, clock::now);
    this.writers = new SlowWriters(ring, ledger, timeline, this::rings);
    ledger.handsOver(!schedule.isRelp());
    this.shutdown = new Shutdown(servers.size());
    DeliveryParts.Watched watched = delivery();
    this.delivery = watched.delivery();
    this.connections = watched.connections();
    this.control = watched.control();
    this.counts = new CountChecks(schedule, situations);
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
            new SimulatedSessions(schedule, this::rejected),
            schedule.connectTimeoutNanos(),
            new Connections.Settings(
                schedule.batchBytes(),
                schedule.writeTimeoutNanos(),
                schedule.closeTimeoutNanos(),
                (long) KERNEL_FACTOR * schedule.sendBufferBytes()));
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
        .watched(message -> sendsOwnMessage(message.element()), new StepWatch(this, situations));
  }

  private void rejected() { // as in the engine
    admission.discard(DiscardReason.REJECTED);
    counters.confirmed.decrement();
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
    byte[] text = ledger.nextText();
    long tailBefore = ring.tail();
    boolean accepted = ring.append(text, text.length, ring.capacity(), new LongAdder());
    if (accepted) {
      story.tell(() -> "message " + ledger.accepted() + " is the sender's own: " + element);
      ledger.accepts(ring);
      counts.appended(ring.tail() - tailBefore, text.length, false);
      loop.appended();
    }
    return accepted;
  }

  /** The application logs something. */
  void log() {
    byte[] text = ledger.nextText();
    Severity severity = random.nextInt(4) == 0 ? Severity.ERROR : Severity.INFORMATIONAL;
    long tailBefore = ring.tail();
    boolean accepted = admission.offer(text, text.length, severity);
    counts.offered(accepted);
    if (accepted) {
      story.tell(() -> "message " + ledger.accepted() + " is accepted");
      ledger.accepts(ring);
      counts.appended(ring.tail() - tailBefore, text.length, false);
    }
  }

  /**
   * A thread of the application is suspended while it logs something.
   *
   * @return whether there was room
   */
  boolean logSlowly(long nanos) {
    long tailBefore = ring.tail();
    int length = ledger.nextText().length;
    boolean claimed = writers.claims(nanos);
    if (claimed) {
      counts.appended(ring.tail() - tailBefore, length, true);
      story.tell(() -> "message " + ledger.accepted() + " is being written");
    }
    return claimed;
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
        writers.areAnyUncommitted() && ring.hasWaiting() && !ring.isReadable(),
        Situation.READER_WAITS_FOR_A_COMMIT);
  }

  /**
   * Tells the sender to stop, and lets time pass until it has stopped. A message that is then
   * neither read by a server nor counted was lost.
   */
  void stop(long budgetNanos) {
    story.tell(() -> "the sender is told to stop within " + budgetNanos / MILLISECOND + " ms");
    clock.pausesNoMore();
    noteStop();
    ledger.stops(timeline.now() + budgetNanos - LAST_WORDS_NANOS);
    admission.close();
    shutdown.request(Duration.ofNanos(budgetNanos));
    if (runFor(budgetNanos + SECOND)) {
      throw new AssertionError("the sender is still there a second after its time");
    }
    long inDoubtBefore = counters.releasedUnconfirmed.sum();
    delivery.end();
    ledger.checkLast(
        ring,
        counters,
        counters.releasedUnconfirmed.sum() - inDoubtBefore,
        counters.discarded(DiscardReason.UNSENT_AT_STOP).sum());
    if (ledger.lostByRejection() > counters.discarded(DiscardReason.REJECTED).sum()) {
      throw new AssertionError("messages were given up that nothing counts");
    }
  }

  private void noteStop() {
    stopping = true;
    State state = control.state();
    situations.sawIf(isResting(), Situation.STOP_IN_A_REST);
    situations.sawIf(state.phase() == Phase.CONNECTING, Situation.STOP_WHILE_CONNECTING);
    situations.sawIf(state.phase() == Phase.WAITING, Situation.STOP_WHILE_WAITING);
    situations.sawIf(isOpeningASession(), Situation.STOP_WHILE_A_PROBE_IS_COMPLETED);
    situations.sawIf(isDraining(), Situation.STOP_WHILE_AN_OLD_CONNECTION_DRAINS);
    situations.sawIf(Writers.areAny(ring), Situation.STOP_WITH_AN_UNCOMMITTED_MESSAGE);
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

  SlowWriters writers() {
    return writers;
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
