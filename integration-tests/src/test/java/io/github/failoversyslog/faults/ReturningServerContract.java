package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.SenderStatistics;
import io.github.failoversyslog.it.Application;
import io.github.failoversyslog.it.Framework;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A primary that comes back. It is absent at the application's start instead of lost later, so that
 * the failback is the only change of server that could lose or repeat anything.
 */
abstract class ReturningServerContract extends CountedContract {
  private static final int FAILBACKS = 20;
  private static final int LOAD = 5 * EVENTS_PER_SECOND;
  private static final int EVENTS_AT_EACH = 5_000;

  ReturningServerContract(Framework framework) {
    super(framework);
  }

  @Test
  void failsBackUnderLoadWithoutLosingOrRepeatingAnything() {
    List<RecordedServer> servers = launchServers(2);
    servers.get(1).open();
    int[] logged = new int[FAILBACKS];
    List<SenderStatistics> all = new ArrayList<>();
    for (int run = 0; run < FAILBACKS; run++) {
      all.add(failBack(servers.get(0), servers.get(1), run, logged));
    }
    SenderStatistics last = all.get(FAILBACKS - 1);
    Tally tally = Tally.of(logged, servers);
    report(FAILBACKS + " failbacks", tally, last, "each in a run of its own");
    assertThat(all).extracting(SenderStatistics::failbacks).containsOnly(1L);
    assertThat(all).extracting(SenderStatistics::repeated).containsOnly(0L);
    assertThat(all).extracting(SenderStatistics::releasedUnconfirmed).containsOnly(0L);
    assertThat(all).extracting(SenderStatistics::allDiscarded).containsOnly(0L);
    assertThat(tally.unknown()).isZero();
    assertThat(tally.lost()).isEmpty();
    assertThat(tally.repeated()).isZero();
  }

  private SenderStatistics failBack(
      RecordedServer primary, RecordedServer failover, int run, int[] logged) {
    Application application =
        start(
            Map.of(
                "bufferSize",
                "64 MB",
                "failback",
                "",
                "failback.tcpProbeInterval",
                "100 ms",
                "failback.successfulProbesRequired",
                "1"));
    PacedCallers callers =
        startLogging(
            index -> application.info(NumberedEvents.text(NumberedEvents.number(run, index))),
            1,
            LOAD);
    awaitMore(failover, EVENTS_AT_EACH);
    primary.open();
    awaitMore(primary, EVENTS_AT_EACH);
    logged[run] = callers.stop()[0];
    application.stop();
    primary.refuse();
    return application.statistics();
  }
}
