package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.VirtualTime.MILLISECOND;
import static io.github.failoversyslog.engine.VirtualTime.SECOND;

import java.util.Random;

/** Pauses of the sender, and what its servers do meanwhile. */
final class SenderPauses {
  private static final long LONG_NANOS = 600 * SECOND; // and as much again, at most
  private static final int MOST_READINGS = 20;

  private final Simulation simulation;
  private final VirtualTime timeline;
  private final Random random;
  private final Runnable begins;

  /**
   * @param begins called at the beginning of each pause
   */
  SenderPauses(Simulation simulation, Runnable begins) {
    this.simulation = simulation;
    this.timeline = simulation.timeline();
    this.random = simulation.random();
    this.begins = begins;
  }

  /** It will be paused at one of its next readings of the clock. */
  void beginsSoon() {
    beginsSoon(upTo(3 * SECOND), () -> {});
  }

  /** See {@link #beginsSoon()}; the servers do not wait for so long. */
  void ofMinutesBeginsSoon() {
    beginsSoon(LONG_NANOS + random.nextLong(LONG_NANOS), this::serversGoOn);
  }

  private void beginsSoon(long nanos, Runnable meanwhile) {
    SenderClock.Pause how =
        SenderClock.Pause.values()[random.nextInt(SenderClock.Pause.values().length)];
    simulation
        .clock()
        .pauses(
            random.nextInt(MOST_READINGS),
            nanos,
            how,
            () -> {
              begins.run();
              note(how);
              meanwhile.run();
            });
  }

  private void note(SenderClock.Pause how) {
    Situations situations = simulation.situations();
    situations.sawIf(
        how == SenderClock.Pause.AFTER_READING, Situation.SENDER_CONTINUES_WITH_AN_OLD_TIME);
    situations.sawIf(
        how == SenderClock.Pause.MACHINE_SUSPENDED && simulation.isConnected(),
        Situation.MACHINE_SUSPENDED_WHILE_CONNECTED);
  }

  private void serversGoOn() {
    simulation.situations().saw(Situation.SENDER_PAUSED_FOR_MINUTES);
    for (SimulatedServer server : simulation.servers()) {
      switch (random.nextInt(4)) {
        case 0 -> timeline.in(upTo(LONG_NANOS), server::endsAll);
        case 1 -> timeline.in(upTo(LONG_NANOS), () -> restarts(server));
        default -> {}
      }
    }
  }

  private void restarts(SimulatedServer server) {
    if (server.mode() == ServerMode.UP) {
      server.isKilled();
      timeline.in(MILLISECOND, server::returns);
    }
  }

  private long upTo(long nanos) {
    return 1 + random.nextLong(nanos);
  }
}
