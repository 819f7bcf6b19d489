package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.status.SenderStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A primary that becomes available. It is absent when the application starts instead of being lost
 * later, so that the failback is the only change of server that could lose or repeat an event.
 */
@EachFramework
class ReturningServerIT extends LoadFixture {
  private static final int EVENTS_AT_EACH = 5_000;
  private static final Map<String, String> SETTINGS =
      Map.of(
          "bufferSize",
          "64 MB",
          "failback",
          "",
          "failback.tcpProbeInterval",
          "100 ms",
          "failback.successfulProbesRequired",
          "1");

  ReturningServerIT(Framework framework) {
    super(framework);
  }

  @Test
  void failsBackUnderLoadWithoutLosingOrRepeatingAnything() {
    failBack("", 20, 5 * EVENTS_PER_SECOND, SETTINGS);
  }

  @Test
  @Tag("full")
  void failsBackOverTlsUnderLoadWithoutLosingOrRepeatingAnything() {
    failBack(" over TLS", 10, EVENTS_PER_SECOND, encrypt().with(SETTINGS));
  }

  private void failBack(String name, int inFull, int load, Map<String, String> settings) {
    int times = times(inFull);
    List<KillableServer> servers = launchServers(2);
    servers.get(1).open();
    int[] logged = new int[times];
    List<SenderStatistics> all = new ArrayList<>();
    for (int run = 0; run < times; run++) {
      Application application = start(settings);
      logged[run] = failBack(application, servers.get(0), servers.get(1), run, load);
      all.add(application.statistics());
    }
    SenderStatistics last = all.get(times - 1);
    EventCounts counts = EventCounts.of(logged, servers);
    report(times + " failbacks" + name, counts, last, "each in a run of its own");
    assertThat(all).extracting(SenderStatistics::failbacks).containsOnly(1L);
    assertThat(all).extracting(SenderStatistics::repeated).containsOnly(0L);
    assertThat(all).extracting(SenderStatistics::releasedUnconfirmed).containsOnly(0L);
    assertThat(all).extracting(SenderStatistics::allDiscarded).containsOnly(0L);
    assertThat(counts.unknown()).isZero();
    assertThat(counts.lost()).isEmpty();
    assertThat(counts.repeated()).isZero();
  }

  /** Returns the number of logged events. */
  private int failBack(
      Application application,
      KillableServer primary,
      KillableServer failover,
      int run,
      int eventsPerSecond) {
    PacedCallers callers =
        startLogging(
            index -> application.info(NumberedEvents.text(NumberedEvents.number(run, index))),
            1,
            eventsPerSecond);
    awaitMore(failover, EVENTS_AT_EACH);
    primary.open();
    awaitMore(primary, EVENTS_AT_EACH);
    int logged = callers.stop()[0];
    application.stop();
    primary.refuse();
    return logged;
  }
}
