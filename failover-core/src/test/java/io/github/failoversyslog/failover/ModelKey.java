package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.Books.check;

import io.github.failoversyslog.failover.Books.Link;
import org.jspecify.annotations.Nullable;

/**
 * A state of the machine and its books as one number, without what only delays things: of a time
 * only {@link #NONE}, {@link #PENDING} or {@link #PAST} remains, generations are renamed, and
 * durations and the number of failed rounds are left out.
 */
final class ModelKey {
  static final int NONE = 0;
  static final int PENDING = 1;
  static final int PAST = 2;

  /** Of {@link Renewals#notBeforeNanos()}: past, but later than the start of the open probe. */
  static final int PASSED_SINCE_START = 3;

  static final int UNTIL = 5; // shifts
  static final int PROBE_AT = 15;
  static final int LIVENESS_AT = 25;
  static final int NOT_BEFORE = 27;
  static final int STATE_BITS = 32;

  private static final Phase[] PHASES = Phase.values();
  private static final ProbeStatus[] STATUSES = ProbeStatus.values();

  private ModelKey() {}

  /** The state's part, of {@link #STATE_BITS} bits. */
  static long of(State state, long nowNanos) {
    Probes probes = state.probes();
    Liveness liveness = state.liveness();
    Renewals renewals = liveness.renewals();
    check(state.round().failed() >= 0 && state.round().failed() < 8, "failures of a round");
    check(probes.passed() >= 0 && probes.passed() < 4, "passed probes");
    check(liveness.failures() >= 0 && liveness.failures() < 4, "liveness failures");
    check(renewals.receiptsMissed() >= 0 && renewals.receiptsMissed() < 4, "missed receipts");
    boolean waits = state.phase() == Phase.UNPROVEN || state.phase() == Phase.WAITING;
    check(waits == (state.untilNanos() != State.NEVER), "an end of the phase");
    check((probes.status() == ProbeStatus.OFF) == (probes.atNanos() == State.NEVER), "probe time");
    check(
        (liveness.status() == ProbeStatus.OFF) == (liveness.atNanos() == State.NEVER),
        "liveness time");
    return state.phase().ordinal()
        | (long) state.server() << 3
        | position(state.untilNanos(), nowNanos) << UNTIL
        | (long) state.round().failed() << 7
        | (long) probes.status().ordinal() << 10
        | (long) probes.passed() << 13
        | position(probes.atNanos(), nowNanos) << PROBE_AT
        | bit(probes.requested()) << 17
        | (long) liveness.status().ordinal() << 18
        | (long) liveness.failures() << 21
        | (long) renewals.receiptsMissed() << 23
        | position(liveness.atNanos(), nowNanos) << LIVENESS_AT
        | notBefore(liveness, nowNanos) << NOT_BEFORE
        | bit(state.round().primaryLost()) << 29
        | (long) state.round().afterPrimary() << 30;
  }

  private static long position(long nanos, long nowNanos) {
    return nanos == State.NEVER ? NONE : nanos > nowNanos ? PENDING : PAST;
  }

  private static long notBefore(Liveness liveness, long nowNanos) {
    long notBeforeNanos = liveness.renewals().notBeforeNanos();
    boolean tooEarly = liveness.isOpen() && liveness.atNanos() < notBeforeNanos;
    return notBeforeNanos > nowNanos ? PENDING : tooEarly ? PASSED_SINCE_START : PAST;
  }

  /** The books' part, above the state's. */
  static long of(Books books) {
    boolean probe = books.probe != null;
    boolean liveness = books.livenessProbe != null;
    boolean used = books.inUse != null;
    long bits =
        number(books.inUse)
            | number(books.connecting) << 3
            | bit(probe) << 6
            | bit(probe && books.probeHasPassed) << 7
            | bit(probe && books.probeIsReady) << 8
            | bit(liveness) << 9
            | bit(liveness && books.livenessProbeHasPassed) << 10
            | bit(liveness && books.renewalIsReady) << 11
            | bit(books.resting) << 12
            | bit(books.failbackRequested) << 13
            | (long) books.probesInARow << 14
            | (used ? (long) books.livenessFailuresInARow : 0) << 16
            | (used ? (long) books.receiptsMissedInARow : 0) << 18
            | (long) books.failedInThisRound << 20
            | bit(books.primaryLostInThisRound) << 24
            | (long) books.afterPrimary << 25;
    return bits << STATE_BITS;
  }

  private static long number(@Nullable Link link) {
    return link == null ? 0 : link.server() + 1;
  }

  private static long bit(boolean value) {
    return value ? 1 : 0;
  }

  static Phase phase(long key) {
    return PHASES[bits(key, 0, 3)];
  }

  static int server(long key) {
    return bits(key, 3, 2);
  }

  static ProbeStatus probe(long key) {
    return STATUSES[bits(key, 10, 3)];
  }

  static ProbeStatus liveness(long key) {
    return STATUSES[bits(key, 18, 3)];
  }

  /** The server whose connection is in use, or -1. */
  static int serverInUse(long key) {
    return bits(key, STATE_BITS, 3) - 1;
  }

  /**
   * @param shift {@link #UNTIL}, {@link #PROBE_AT}, {@link #LIVENESS_AT} or {@link #NOT_BEFORE}
   */
  static boolean isPending(long key, int shift) {
    return bits(key, shift, 2) == PENDING;
  }

  /** The same state after a pending time has come. */
  static long later(long key, int shift) {
    boolean open = liveness(key).isOpen();
    long position = shift == NOT_BEFORE && open ? PASSED_SINCE_START : PAST;
    return (key & ~(3L << shift)) | (position << shift);
  }

  static int bits(long key, int shift, int width) {
    return (int) (key >>> shift) & ((1 << width) - 1);
  }
}
