package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Server processes that are killed or paused while their connection is renewed under load. */
@Tag("full")
@EachFramework
class KilledRenewalsIT extends LoadFixture {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "bufferSize", "64 MB",
          "livenessProbeInterval", "500 ms",
          "reconnectDelay", "50 ms",
          "maxReconnectDelay", "200 ms");
  private static final Duration STOP = Duration.ofSeconds(3);

  KilledRenewalsIT(Framework framework) {
    super(framework);
  }

  /** The moment of a renewal at which the fault happens. */
  private enum Moment {
    /** The new connection is established; the old one has not been half-closed. */
    IN_THE_REST,
    /** The old connection has been half-closed; the server may or may not have closed it. */
    AT_THE_HALF_CLOSE
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void losesNothingWhenTheServerInUseIsRepeatedlyKilledDuringRenewals(boolean encrypted) {
    int kills = times(encrypted ? 6 : 20);
    long seed = Long.getLong("faults.seed", System.nanoTime());
    Random random = new Random(seed);
    Map<String, String> settings = encrypted ? encrypt().with(SETTINGS) : SETTINGS;
    List<KillableServer> servers = openServers(3);
    Application application = start(settings);
    PacedCallers callers = startLogging(application);
    long newest = 0;
    for (int kill = 0; kill < kills; kill++) {
      KillableServer inUse = awaitEvent(newest + 1_000);
      servers.stream().filter(server -> server != inUse).forEach(KillableServer::open);
      boolean stops = random.nextBoolean();
      await(
          random.nextBoolean() ? Moment.IN_THE_REST : Moment.AT_THE_HALF_CLOSE, inUse, application);
      if (stops) {
        inUse.pause();
        pass(Duration.ofMillis(random.nextInt(300))); // what it is sent meanwhile is lost with it
      }
      inUse.kill();
      newest = Math.max(newest, callers.logged()[0]);
      inUse.launch();
    }
    awaitEvent(newest + 1_000);
    EventCounts counts = stopAndCount(application, callers);
    report(
        "server in use killed in a renewal %d times%s".formatted(kills, encrypted ? ", TLS" : ""),
        counts,
        application.statistics(),
        "renewals %d, receipts %d, sent again %,d, seed %d"
            .formatted(
                application.statistics().renewals(),
                application.statistics().receipts(),
                application.statistics().repeated(),
                seed));
    assertThat(counts.lost()).isEmpty();
    assertThat(counts.outOfOrder()).isZero();
    assertThat(counts.repeated()).isLessThanOrEqualTo(application.statistics().repeated());
  }

  private static void await(Moment moment, KillableServer inUse, Application application) {
    long connections = inUse.connections();
    long renewals = application.statistics().renewals();
    Eventually.until(
        moment.toString(),
        () ->
            moment == Moment.IN_THE_REST
                ? inUse.connections() > connections
                : application.statistics().renewals() > renewals);
  }

  @Test
  void losesNothingWhenTheServerIsPausedDuringARenewal() {
    KillableServer server = openServers(2).get(0);
    Application application = start(SETTINGS);
    PacedCallers callers = startLogging(application);
    awaitMore(server, 1);
    await(Moment.IN_THE_REST, server, application);
    server.pause();
    pass(STOP);
    server.resume();
    awaitEvent(callers.logged()[0] + 1L);
    EventCounts counts = stopAndCount(application, callers);
    report(
        "server stopped for " + STOP.toSeconds() + " s in a renewal",
        counts,
        application.statistics(),
        "renewals " + application.statistics().renewals());
    assertThat(counts.lost()).isEmpty();
    assertThat(counts.repeated()).isLessThanOrEqualTo(application.statistics().repeated());
    assertThat(application.statistics().failovers()).isZero();
  }
}
