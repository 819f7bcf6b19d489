package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.Application;
import io.github.failoversyslog.it.Framework;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Servers whose process is killed: what they had not read is gone. */
abstract class KilledServersContract extends CountedContract {
  private static final int KILLS = 50;

  KilledServersContract(Framework framework) {
    super(framework);
  }

  @Test
  void losesNothingWhenTheServerInUseIsKilledAgainAndAgain() {
    long seed = Long.getLong("faults.seed", System.nanoTime());
    System.out.println("FAULTS kills begin with -Dfaults.seed=" + seed);
    Random random = new Random(seed);
    List<RecordedServer> servers = openServers(4);
    Application application =
        start(
            Map.of(
                "bufferSize", "64 MB", // what is let go for lack of room was read long ago
                "stableAfter", "1 ms",
                "reconnectDelay", "20 ms",
                "maxReconnectDelay", "100 ms"));
    PacedCallers callers = startLogging(application);
    long newest = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      RecordedServer inUse = awaitEvent(newest + random.nextInt(2_000, 5_000));
      servers.stream().filter(server -> server != inUse).forEach(RecordedServer::open);
      inUse.kill();
      newest = inUse.newest();
      inUse.launch();
    }
    awaitEvent(newest + 2_000);
    double seconds = callers.seconds();
    Tally tally = stopAndCount(application, callers);
    report(
        "server in use killed " + KILLS + " times",
        tally,
        application.statistics(),
        "%,.0f events/s, seed %d".formatted(tally.sent() / seconds, seed));
    assertThat(tally.lost()).isEmpty();
    assertThat(tally.outOfOrder()).isZero();
    assertThat(tally.repeated()).isLessThanOrEqualTo(application.statistics().repeated());
    assertThat(tally.firstOfConnections()).as("how far each connection goes back").isSorted();
  }
}
