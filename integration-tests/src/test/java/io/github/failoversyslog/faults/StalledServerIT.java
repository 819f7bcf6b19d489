package io.github.failoversyslog.faults;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Framework;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server process is paused for a while, while its kernel keeps accepting data. */
@EachFramework(inShortBuild = Framework.LOGBACK)
class StalledServerIT extends LoadFixture {
  private static final Duration STALL = Duration.ofSeconds(2);
  private static final Duration LONG_STALL = Duration.ofSeconds(20);
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);
  private static final double PERCENTILE = 99.9;

  StalledServerIT(Framework framework) {
    super(framework);
  }

  @Test
  void losesNothingWhenAStalledServerIsKilledAndTheBufferHoldsTheWindow() {
    losesNothingWhenAStalledServerIsKilled("64 MB", Map.of("bufferSize", "64 MB"));
  }

  @Test
  @Tag("full")
  void losesNothingOverTlsWhenAStalledServerIsKilledAndTheBufferHoldsTheWindow() {
    losesNothingWhenAStalledServerIsKilled(
        "64 MB, TLS", encrypt().with(Map.of("bufferSize", "64 MB")));
  }

  private void losesNothingWhenAStalledServerIsKilled(String name, Map<String, String> settings) {
    List<KillableServer> servers = openServers(2);
    Application application = start(settings);
    PacedCallers callers = startLogging(application);
    stallAndKill(servers.get(0));
    EventCounts counts = moreAt(servers.get(1), application, callers);
    report("stalled 2 s and killed, " + name, counts, application.statistics(), "");
    assertThat(counts.lost()).isEmpty();
    assertThat(counts.outOfOrder()).isZero();
    assertThat(application.statistics().releasedUnconfirmed()).isZero();
    assertThat(counts.repeated()).isLessThanOrEqualTo(application.statistics().repeated());
  }

  @Test
  @Tag("full")
  void countsLostEventsWhenAStalledServerIsKilledAndTheBufferIsTooSmallForTheWindow() {
    List<KillableServer> servers = openServers(2);
    Application application = start(Map.of("sendBufferSize", "4 MB")); // much of it is lost unread
    PacedCallers callers = startLogging(application);
    stallAndKill(servers.get(0));
    EventCounts counts = moreAt(servers.get(1), application, callers); // asserts counted losses
    report("stalled 2 s and killed, 8 MB", counts, application.statistics(), "");
    assertThat(application.statistics().releasedUnconfirmed()).isPositive();
  }

  private static void stallAndKill(KillableServer server) {
    awaitMore(server, EVENTS_PER_SECOND);
    server.pause();
    pass(STALL);
    server.kill();
  }

  private EventCounts moreAt(KillableServer server, Application application, PacedCallers callers) {
    int logged = callers.logged()[0];
    assertThat(awaitEvent(logged + EVENTS_PER_SECOND / 2)).isSameAs(server);
    return stopAndCount(application, callers);
  }

  @Test
  @Tag("full")
  @Tag("alone")
  void failsOverWithoutBlockingCallersWhenTheServerAcceptsNoData() {
    List<KillableServer> servers = openServers(2);
    Application application =
        start(Map.of("bufferSize", "256 MB", "writeTimeout", WRITE_TIMEOUT.toMillis() + " ms"));
    PacedCallers callers = startLogging(application);
    awaitMore(servers.get(0), EVENTS_PER_SECOND); // the JIT has compiled the hot code
    callers.takeTimes();
    pass(STALL);
    Histogram before = callers.takeTimes();
    servers.get(0).pause();
    pass(LONG_STALL);
    Histogram during = callers.takeTimes();
    assertThat(application.statistics().failovers()).as("failovers").isEqualTo(1);
    servers.get(0).resume();
    EventCounts counts = moreAt(servers.get(1), application, callers);
    report(
        "stalled %d s, writeTimeout %d s"
            .formatted(LONG_STALL.toSeconds(), WRITE_TIMEOUT.toSeconds()),
        counts,
        application.statistics(),
        "calls p99.9 before %s, during %s".formatted(described(before), described(during)));
    assertThat(application.statuses())
        .anyMatch(
            status -> status.contains("accepted no data for " + WRITE_TIMEOUT.toSeconds() + " s"));
    assertThat(counts.lost()).isEmpty();
    assertThat(application.statistics().releasedUnconfirmed()).isZero();
    assertThat(during.getValueAtPercentile(PERCENTILE))
        .isLessThan(5 * before.getValueAtPercentile(PERCENTILE) + MICROSECONDS.toNanos(300));
    // A caller that waits for the network makes one long call, which no percentile shows.
    assertThat(Duration.ofNanos(during.getMaxValue())).isLessThan(WRITE_TIMEOUT.dividedBy(2));
  }

  private static String described(Histogram times) {
    return String.format(
        Locale.ROOT,
        "%.0f us, longest %.1f ms (%,d calls)",
        times.getValueAtPercentile(PERCENTILE) / 1e3,
        times.getMaxValue() / 1e6,
        times.getTotalCount());
  }
}
