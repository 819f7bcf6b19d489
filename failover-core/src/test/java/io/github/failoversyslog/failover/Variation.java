package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.MachineStory.seconds;
import static io.github.failoversyslog.failover.ModelKey.bits;

import io.github.failoversyslog.failover.Books.Link;
import org.jspecify.annotations.Nullable;

/**
 * One way to give the times and durations of a {@link ModelKey} a value. All variations together
 * let every new time come at once or later, and every pending time be before or after every other.
 */
final class Variation {
  static final int SCENARIOS = 8;

  static final long NOW = seconds(10_000);
  private static final long STARTED = NOW - seconds(10); // of what is open
  private static final long STABLE_AFTER = seconds(50);
  private static final long LONG = seconds(100);
  private static final long SHORT = 1;

  static final long CONNECTION = 3; // generations
  static final long PROBE = 5;
  static final long LIVENESS = 7;
  static final long LAST_GENERATION = 9;

  private final Rules rules;
  private final Stepper machine;
  private final Conditions now;
  private final boolean followsLoss;
  private final int failedRounds;
  private final long waitNanos;
  private final long backoffNanos;
  private final long dueNanos;
  private final int[] order;

  /**
   * @param scenario 0 to {@link #SCENARIOS}, exclusive: lengths of intervals and waits, and others
   * @param order the ranks of {@code untilNanos}, the probe, the liveness probe and the renewal
   */
  Variation(ModelConfig config, int scenario, int[] order) {
    boolean second = (scenario & 2) != 0;
    boolean third = (scenario & 4) != 0;
    boolean soon = scenario % 4 == 3;
    long probeInterval = (scenario & 1) == 0 ? LONG : SHORT;
    long livenessInterval = config.liveness() ? (soon ? SHORT : LONG) : 0;
    this.rules = config.rules(probeInterval, livenessInterval, STABLE_AFTER);
    this.machine = config.machine(rules);
    this.now = new Conditions(NOW, third, second ? 0.5 : 0);
    this.followsLoss = third;
    this.failedRounds = scenario & 1;
    this.waitNanos = soon ? SHORT : scenario % 4 == 0 ? LONG : seconds(1);
    this.backoffNanos = scenario % 4 == 2 ? LONG : 0;
    this.dueNanos = third ? STARTED : NOW;
    this.order = order;
  }

  Conditions now() {
    return now;
  }

  Rules rules() {
    return rules;
  }

  Step step(State state, Signal signal) {
    return machine.step(state, signal, now);
  }

  State state(long key) {
    Phase phase = ModelKey.phase(key);
    boolean fresh = phase == Phase.IDLE || phase == Phase.STABLE;
    boolean linked = phase.isConnected() || phase == Phase.CONNECTING;
    return new State(
        phase,
        ModelKey.server(key),
        linked ? CONNECTION : State.NO_GENERATION,
        time(key, ModelKey.UNTIL, 0),
        new Round(
            bits(key, 7, 3), fresh ? 0 : failedRounds, bits(key, 29, 1) == 1, bits(key, 30, 2)),
        probes(key),
        liveness(key),
        followsLoss,
        LAST_GENERATION);
  }

  private Probes probes(long key) {
    ProbeStatus status = ModelKey.probe(key);
    boolean open = status.isOpen();
    return new Probes(
        status,
        bits(key, 13, 2),
        open ? STARTED : time(key, ModelKey.PROBE_AT, 1),
        open ? PROBE : State.NO_GENERATION,
        bits(key, 17, 1) == 1);
  }

  private Liveness liveness(long key) {
    ProbeStatus status = ModelKey.liveness(key);
    boolean open = status.isOpen();
    boolean off = status == ProbeStatus.OFF;
    long notBeforeNanos =
        switch (bits(key, ModelKey.NOT_BEFORE, 2)) {
          case ModelKey.PENDING -> pending(3);
          case ModelKey.PASSED_SINCE_START -> STARTED + 1;
          default -> now.renewable() && !off ? STARTED : Long.MIN_VALUE;
        };
    return new Liveness(
        status,
        bits(key, 21, 2),
        new Renewals(bits(key, 23, 2), off ? 0 : backoffNanos, notBeforeNanos),
        off ? 0 : waitNanos,
        open ? STARTED : time(key, ModelKey.LIVENESS_AT, 2),
        open ? LIVENESS : State.NO_GENERATION);
  }

  private long time(long key, int shift, int timer) {
    return switch (bits(key, shift, 2)) {
      case ModelKey.PENDING -> pending(timer);
      case ModelKey.PAST -> dueNanos;
      default -> State.NEVER;
    };
  }

  private long pending(int timer) {
    return NOW + seconds(1000) * order[timer];
  }

  Books books(long key, State state) {
    long bits = key >>> ModelKey.STATE_BITS;
    Books books = new Books(rules);
    boolean unproven = state.phase() == Phase.UNPROVEN;
    long sinceNanos = (unproven ? state.untilNanos() : NOW) - STABLE_AFTER;
    books.inUse = link(bits(bits, 0, 3), CONNECTION, sinceNanos);
    books.connecting = link(bits(bits, 3, 3), CONNECTION, STARTED);
    books.probe = bits(bits, 6, 1) == 1 ? new Link(Rules.PRIMARY, PROBE, STARTED) : null;
    books.probeHasPassed = bits(bits, 7, 1) == 1;
    books.probeIsReady = bits(bits, 8, 1) == 1;
    books.livenessProbe = bits(bits, 9, 1) == 1 ? link(bits(bits, 0, 3), LIVENESS, STARTED) : null;
    books.livenessProbeHasPassed = bits(bits, 10, 1) == 1;
    books.renewalIsReady = bits(bits, 11, 1) == 1;
    books.resting = bits(bits, 12, 1) == 1;
    books.failbackRequested = bits(bits, 13, 1) == 1;
    books.probesInARow = bits(bits, 14, 2);
    books.livenessFailuresInARow = bits(bits, 16, 2);
    books.receiptsMissedInARow = bits(bits, 18, 2);
    books.failedInThisRound = bits(bits, 20, 4);
    books.primaryLostInThisRound = bits(bits, 24, 1) == 1;
    books.afterPrimary = bits(bits, 25, 2);
    books.followsLoss = followsLoss;
    books.failedRounds = state.round().failedRounds();
    return books;
  }

  private static @Nullable Link link(int number, long generation, long sinceNanos) {
    return number == 0 ? null : new Link(number - 1, generation, sinceNanos);
  }
}
