package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.MachineStory.seconds;
import static io.github.failoversyslog.failover.ModelKey.bits;

import io.github.failoversyslog.failover.Books.Link;
import org.jspecify.annotations.Nullable;

/**
 * One way to give the times and durations of a {@link ModelKey} a value. All variations together
 * let every new time come at once or later, and every pending time be before or after every other.
 *
 * <p>All values of all {@link #LEVELS} together would be 5,184 variations, times the orders. A new
 * time depends on three of them at most, so the first rows combine any two, and all rows any three;
 * the rows after the first are for the triggers whose steps depend on three.
 */
final class Variation {
  /** How many values there are of what a row has, in its order. */
  static final int[] LEVELS = {2, 2, 2, 2, 2, 2, 3, 3, 3, 3};

  /** The values of each variation. */
  static final int[][] ROWS = Covering.of(LEVELS, 2, 3);

  /** So many rows combine all values of any two. */
  static final int FIRST_ROWS = Covering.of(LEVELS, 2).length;

  private static final int FIRST_ORDERS = 3;

  /** So many variations have all orders of the pending times. */
  static final int ORDERED = FIRST_ROWS + TimerOrders.all().length - FIRST_ORDERS;

  static final long NOW = seconds(10_000);
  private static final long STARTED = NOW - seconds(10); // of what is open
  private static final long STABLE_AFTER = seconds(50);
  private static final long LONG = seconds(100);
  private static final long SHORT = 1;
  private static final long[] INTERVALS = {LONG, SHORT};
  private static final double[] RANDOMS = {0, 0.5, Math.nextDown(1.0)};
  private static final long[] BACKOFFS = {0, LONG, seconds(3600)};

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
  private final long pastRenewalNanos;
  private final int[] order;

  /**
   * @param row a value of each of the {@link #LEVELS}
   * @param order the ranks of {@code untilNanos}, the probe, the liveness probe and the renewal
   */
  private Variation(ModelConfig config, int[] row, int[] order) {
    long livenessInterval = config.liveness() ? INTERVALS[row[0]] : 0;
    this.rules = config.rules(INTERVALS[row[1]], livenessInterval, STABLE_AFTER);
    this.machine = config.machine(rules);
    this.followsLoss = row[2] == 1;
    this.now = new Conditions(NOW, row[3] == 1, RANDOMS[row[6]]);
    this.dueNanos = row[4] == 1 ? STARTED : NOW;
    this.pastRenewalNanos = row[5] == 1 ? STARTED : Long.MIN_VALUE;
    this.failedRounds = row[7]; // the wait after the third is the longest
    long[] waits = {livenessInterval, seconds(1), SHORT};
    this.waitNanos = Math.min(livenessInterval, waits[row[8]]);
    this.backoffNanos = BACKOFFS[row[9]];
    this.order = order;
  }

  /**
   * All of them: first {@link #FIRST_ROWS}, with the pending times in ascending, descending and the
   * same order, then up to {@link #ORDERED} with every other order, then the others of {@link
   * #ROWS}.
   */
  static Variation[] all(ModelConfig config) {
    int[][] orders = TimerOrders.all();
    Variation[] all = new Variation[ROWS.length];
    for (int i = 0; i < all.length; i++) {
      int order = i < FIRST_ROWS ? i % FIRST_ORDERS : FIRST_ORDERS + i - FIRST_ROWS;
      all[i] = new Variation(config, ROWS[i], orders[order % orders.length]);
    }
    return all;
  }

  static Variation first(ModelConfig config) {
    return new Variation(config, ROWS[0], TimerOrders.all()[0]);
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
          default -> off ? Long.MIN_VALUE : pastRenewalNanos;
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
