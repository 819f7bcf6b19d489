package io.github.failoversyslog.failover;

/** Signals with the generation of what their trigger concerns. */
public final class Signals {
  private Signals() {}

  /** Of the connection, the probe or the liveness probe that the state has. */
  public static Signal current(Trigger trigger, State state) {
    return of(
        trigger, state.generation(), state.probes().generation(), state.liveness().generation());
  }

  /** The last three are generations. */
  static Signal of(Trigger trigger, long connection, long probe, long livenessProbe) {
    return switch (trigger) {
      case START, TIMER, PROBE_NOW, FAIL_BACK_NOW, RETRY_NOW, STOP -> Signal.of(trigger);
      case CONNECTED,
          CONNECT_FAILED,
          CONNECTION_LOST,
          RESTED,
          RECEIPT_GIVEN,
          RECEIPT_MISSED,
          RECEIPT_OVERDUE,
          ALL_WRITTEN ->
          Signal.of(trigger, connection);
      case PROBE_PASSED, PROBE_READY, PROBE_FAILED -> Signal.of(trigger, probe);
      case LIVENESS_PASSED, LIVENESS_FAILED, LIVENESS_UNKNOWN, RENEWAL_READY, RENEWAL_FAILED ->
          Signal.of(trigger, livenessProbe);
    };
  }
}
