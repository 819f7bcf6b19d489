package io.github.failoversyslog.failover;

/**
 * The complete state of the machine.
 *
 * @param server index of the server in use, being connected, or to be connected after the wait
 * @param generation of the connection in use or being made, else {@link #NO_GENERATION}
 * @param untilNanos when UNPROVEN: the connection is stable from then on; when WAITING: end of the
 *     wait; else {@link #NEVER}
 * @param followsLoss whether the connection in use or being made replaces one that was lost, rather
 *     than only failed attempts
 * @param lastGeneration the highest generation assigned so far
 */
public record State(
    Phase phase,
    int server,
    long generation,
    long untilNanos,
    Round round,
    Probes probes,
    Liveness liveness,
    boolean followsLoss,
    long lastGeneration) {

  public static final long NEVER = Long.MAX_VALUE;
  public static final long NO_GENERATION = 0;

  public static final State INITIAL =
      new State(
          Phase.IDLE,
          Rules.PRIMARY,
          NO_GENERATION,
          NEVER,
          Round.FRESH,
          Probes.OFF,
          Liveness.OFF,
          false,
          NO_GENERATION);

  /** When the next TIMER is due, in nanoseconds since the sender started, or {@link #NEVER}. */
  public long wakeAtNanos() {
    long probeAt = wantsProbe() ? probes.atNanos() : NEVER;
    long livenessAt = wantsLivenessProbe() ? liveness.atNanos() : NEVER;
    return Math.min(untilNanos, Math.min(probeAt, livenessAt));
  }

  /**
   * Whether a probe is to start when due. While the primary is being connected, the probe waits for
   * the outcome.
   */
  boolean wantsProbe() {
    boolean connectingPrimary = phase == Phase.CONNECTING && server == Rules.PRIMARY;
    return probes.status() == ProbeStatus.DUE && !connectingPrimary;
  }

  /**
   * Whether a liveness probe is to start when due. It waits while a failback is about to complete.
   */
  boolean wantsLivenessProbe() {
    return liveness.status() == ProbeStatus.DUE && probes.status() != ProbeStatus.RESTING;
  }

  /**
   * Whether writing to the connection in use is paused, so that its end proves that everything was
   * read.
   */
  boolean isResting() {
    return liveness.status() == ProbeStatus.RESTING || probes.status() == ProbeStatus.RESTING;
  }

  /**
   * Whether the later state's connection is the renewal of this state's connection, to the same
   * server.
   */
  public boolean isRenewedBy(State later) {
    return liveness.status() == ProbeStatus.RESTING && liveness.generation() == later.generation();
  }

  /**
   * Whether the server in use has failed its liveness probes and is kept only because it is the
   * only one.
   */
  public boolean isUnanswered() {
    return liveness.failures() >= LivenessRules.FAILURES_UNTIL_LOST;
  }

  /** Whether the connection in use is no longer renewed, because its server gives no receipts. */
  public boolean isWithoutReceipts() {
    return liveness.renewals().receiptsMissed() >= LivenessRules.MISSED_UNTIL_GIVEN_UP;
  }

  /**
   * Whether the signal belongs to a connection or probe that is not the current one, or the sender
   * has stopped.
   */
  boolean isOutdated(Signal signal) {
    return switch (signal.trigger()) {
      case CONNECTED, CONNECT_FAILED ->
          signal.generation() != generation || phase != Phase.CONNECTING;
      case CONNECTION_LOST -> signal.generation() != generation || !phase.isConnected();
      case PROBE_PASSED ->
          signal.generation() != probes.generation() || probes.status() != ProbeStatus.RUNNING;
      case PROBE_READY ->
          signal.generation() != probes.generation() || probes.status() != ProbeStatus.COMPLETING;
      case PROBE_FAILED -> signal.generation() != probes.generation() || !probes.isOpen();
      case LIVENESS_PASSED, LIVENESS_FAILED, LIVENESS_UNKNOWN ->
          signal.generation() != liveness.generation() || liveness.status() != ProbeStatus.RUNNING;
      case RENEWAL_READY ->
          signal.generation() != liveness.generation()
              || liveness.status() != ProbeStatus.COMPLETING;
      case RENEWAL_FAILED -> signal.generation() != liveness.generation() || !liveness.isOpen();
      case RESTED -> signal.generation() != generation || !isResting();
      case RECEIPT_GIVEN, RECEIPT_MISSED, RECEIPT_OVERDUE, ALL_WRITTEN ->
          signal.generation() != generation || !phase.isConnected();
      case START -> phase != Phase.IDLE;
      case TIMER, PROBE_NOW, FAIL_BACK_NOW, RETRY_NOW, STOP -> phase == Phase.STOPPED;
    };
  }

  /** Whether the connection is old enough to be stable, even if no TIMER has been signalled yet. */
  boolean isProven(long nowNanos) {
    return phase == Phase.UNPROVEN && nowNanos >= untilNanos;
  }

  State connecting(int newServer, Round newRound) {
    long next = lastGeneration + 1;
    return new State(
        Phase.CONNECTING,
        newServer,
        next,
        NEVER,
        newRound,
        probes,
        Liveness.OFF,
        followsLoss,
        next);
  }

  State waiting(int nextServer, long endNanos) {
    return new State(
        Phase.WAITING,
        nextServer,
        NO_GENERATION,
        endNanos,
        round.next(),
        probes,
        Liveness.OFF,
        followsLoss,
        lastGeneration);
  }

  State unproven(
      int newServer,
      long newGeneration,
      long stableAtNanos,
      Probes newProbes,
      Liveness newLiveness) {
    return new State(
        Phase.UNPROVEN,
        newServer,
        newGeneration,
        stableAtNanos,
        round,
        newProbes,
        newLiveness,
        followsLoss,
        lastGeneration);
  }

  State renewed(long newGeneration, Liveness newLiveness) {
    return new State(
        phase,
        server,
        newGeneration,
        untilNanos,
        round,
        probes,
        newLiveness,
        followsLoss,
        lastGeneration);
  }

  State stable() {
    return new State(
        Phase.STABLE,
        server,
        generation,
        NEVER,
        Round.FRESH,
        probes,
        liveness,
        followsLoss,
        lastGeneration);
  }

  State stopped() {
    return new State(
        Phase.STOPPED,
        server,
        NO_GENERATION,
        NEVER,
        round,
        Probes.OFF,
        Liveness.OFF,
        followsLoss,
        lastGeneration);
  }

  State with(Round newRound) {
    return new State(
        phase,
        server,
        generation,
        untilNanos,
        newRound,
        probes,
        liveness,
        followsLoss,
        lastGeneration);
  }

  State with(Probes newProbes) {
    long last = Math.max(lastGeneration, newProbes.generation());
    return new State(
        phase, server, generation, untilNanos, round, newProbes, liveness, followsLoss, last);
  }

  State with(Liveness newLiveness) {
    long last = Math.max(lastGeneration, newLiveness.generation());
    return new State(
        phase, server, generation, untilNanos, round, probes, newLiveness, followsLoss, last);
  }

  State followingLoss(boolean newFollowsLoss) {
    return new State(
        phase,
        server,
        generation,
        untilNanos,
        round,
        probes,
        liveness,
        newFollowsLoss,
        lastGeneration);
  }
}
