package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.VirtualTime.MILLISECOND;
import static io.github.failoversyslog.engine.VirtualTime.SECOND;

import io.github.failoversyslog.config.BufferSettings;
import io.github.failoversyslog.config.Overflow;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.ReceiptRequests;
import io.github.failoversyslog.session.RelpSession;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.StreamSession;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.wire.Framing;
import io.github.failoversyslog.wire.LineDelimited;
import io.github.failoversyslog.wire.OctetCounting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;

/** A sender as the engine builds it, without thread and sockets, and its simulated network. */
final class Simulation {
  private static final int KERNEL_FACTOR = 4; // as in the engine
  private static final int FRAME_FACTOR = 2; // a record may be larger than its frame
  private static final long LAST_WORDS_NANOS = 2 * SECOND; // end of a stop; rests may be shorter
  private static final int MOST_TURNS_AT_ONCE = 2000;

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
  private final Delivery delivery;
  private int stepsTillPause; // readings of the clock; below 0: no pause
  private long pauseNanos;
  private int turnsAtOnce;
  private boolean woken;

  Simulation(Schedule schedule, boolean told) {
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
    this.admission = new Admission(ring, buffer, counters, () -> {}, () -> {}, () -> {});
    this.ledger = new Ledger(story, schedule.windowNanos(), schedule.batchBytes());
    this.servers =
        schedule.servers().stream()
            .map(
                address ->
                    new SimulatedServer(address, schedule.habits(), timeline, ledger, random))
            .toList();
    this.network = new SimulatedNetwork(servers, schedule, timeline, ledger, story);
    this.stepsTillPause = -1;
    ledger.handsOver(!schedule.isRelp());
    this.shutdown = new Shutdown(servers.size());
    this.delivery = delivery();
    story.tell(schedule::toString);
  }

  /** The clock that the sender reads; a pause may happen just before or after the reading. */
  private long clock() {
    if (stepsTillPause >= 0 && stepsTillPause-- == 0) {
      story.tell(() -> "the sender is paused for " + pauseNanos / MILLISECOND + " ms");
      timeline.moveTo(timeline.now() + pauseNanos);
    }
    return timeline.now();
  }

  /** Pauses the sender for a time, after a number of readings of the clock. */
  void pauses(int inSteps, long nanos) {
    stepsTillPause = inSteps;
    pauseNanos = nanos;
  }

  /** Drops a pause that is still to come. */
  void pausesNoMore() {
    stepsTillPause = -1;
  }

  private Delivery delivery() {
    StatusReporter reporter = new StatusReporter(status -> story.tell(() -> "* " + status.text()));
    Platform platform =
        new Platform(
            this::clock,
            InstantSource.fixed(Instant.EPOCH),
            random::nextDouble,
            host -> {
              throw new IllegalStateException("no name is looked up here");
            });
    DeliveryParts.Network simulated =
        new DeliveryParts.Network(
            schedule.servers(),
            network,
            this::newSession,
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
        .delivery(message -> sendsOwnMessage(message.element()));
  }

  private Session newSession() {
    return switch (schedule.format()) {
      case OCTET_COUNTING -> stream(new OctetCounting());
      case NEWLINE -> stream(new LineDelimited());
      case RELP ->
          new RelpSession(
              schedule.relpWindow(),
              schedule.relpTimeoutNanos(),
              () -> admission.discard(DiscardReason.REJECTED));
    };
  }

  private Session stream(Framing framing) {
    long ofSender = (long) KERNEL_FACTOR * schedule.sendBufferBytes();
    long ofReceiver = (long) FRAME_FACTOR * schedule.path().receiveBytes();
    ReceiptRequests requests =
        schedule.manner() == Requests.Manner.NO_TLS
            ? ReceiptRequests.none()
            : ReceiptRequests.inPairs(schedule.writeTimeoutNanos());
    return new StreamSession(
        framing, schedule.windowNanos(), ofSender, ofSender + ofReceiver, requests);
  }

  private boolean sendsOwnMessage(String element) {
    byte[] text = ledger.nextText();
    boolean accepted = ring.append(text, text.length, ring.capacity(), new LongAdder());
    if (accepted) {
      story.tell(() -> "message " + ledger.accepted() + " is the sender's own: " + element);
      ledger.accepts(ring);
      woken = true; // the loop sees it before it sleeps
    }
    return accepted;
  }

  /** The application logs something. */
  void log() {
    byte[] text = ledger.nextText();
    Severity severity = random.nextInt(4) == 0 ? Severity.ERROR : Severity.INFORMATIONAL;
    if (admission.offer(text, text.length, severity)) {
      story.tell(() -> "message " + ledger.accepted() + " is accepted");
      ledger.accepts(ring);
      woken = true; // the doorbell
    }
  }

  /**
   * Lets time pass.
   *
   * @return false if the sender has ended
   */
  boolean runFor(long nanos) {
    long end = timeline.now() + nanos;
    boolean running = true;
    while (running && timeline.now() < end) {
      running = turn(end);
    }
    return running;
  }

  private boolean turn(long end) {
    woken = false;
    Delivery.Turn turn = delivery.turn();
    check();
    if (turn == Delivery.Turn.OVER) {
      return false;
    }
    long before = timeline.now();
    long wakeAt =
        switch (turn) {
          case MORE -> before;
          case FLOWING -> before + MILLISECOND;
          default -> delivery.wakeAtNanos();
        };
    long roundedUp = wakeAt <= before || wakeAt > end ? wakeAt : wakeAt + MILLISECOND;
    boolean wakesAtOnce = woken || network.isReady(); // if it was paused
    timeline.moveTo(
        wakesAtOnce ? before : Math.min(roundedUp, end), () -> woken || network.isReady());
    network.tellReady();
    delivery.looked(before);
    delivery.handleSignals();
    check();
    turnsAtOnce = timeline.now() > before ? 0 : turnsAtOnce + 1;
    if (turnsAtOnce > MOST_TURNS_AT_ONCE) {
      throw new AssertionError("turns without end, and nothing comes of it");
    }
    return true;
  }

  /** Whether a server is reachable. */
  boolean isReachable() {
    return delivery.isReachable();
  }

  private void check() {
    ledger.check(ring, counters);
    if (schedule.isRelp() && counters.releasedUnconfirmed.sum() > 0) {
      throw new AssertionError("messages were let go that no RELP server answered");
    }
  }

  /**
   * Tells the sender to stop, and lets time pass until it has stopped. A message that is then
   * neither read by a server nor counted was lost.
   */
  void stop(long budgetNanos) {
    story.tell(() -> "the sender is told to stop within " + budgetNanos / MILLISECOND + " ms");
    pausesNoMore();
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

  Ledger ledger() {
    return ledger;
  }

  Counters counters() {
    return counters;
  }
}
