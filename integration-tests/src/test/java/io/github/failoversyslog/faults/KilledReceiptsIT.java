package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.status.SenderStatistics;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers that give receipts over TLS and are killed at moments at which a receipt might confirm
 * too much. The buffer is large enough for all events: an unread event can leave it only because of
 * a wrong receipt.
 */
@Tag("full")
@EachFramework
class KilledReceiptsIT extends LoadFixture {
  private static final int UNREAD_BYTES = 1024 * 1024;
  private static final int SLOWLY_READ = 100; // events of about 200 bytes: two seconds' worth
  private static final int KILLS = times(20);

  KilledReceiptsIT(Framework framework) {
    super(framework);
  }

  private Application startWithReceipts() {
    Map<String, String> settings = new HashMap<>(encrypt().with(Map.of("tlsReceipts", "true")));
    settings.put("bufferSize", "64 MB");
    settings.put("reconnectDelay", "50 ms");
    settings.put("maxReconnectDelay", "200 ms");
    openServers(2);
    return start(settings);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void losesNothingWhenAServerIsKilledWithAMegabyteUnread(boolean readingSlowly) {
    Application application = startWithReceipts();
    PacedCallers callers = startLogging(application);
    KillableServer server = awaitEvent(EVENTS_PER_SECOND);
    SenderStatistics before = application.statistics();
    if (readingSlowly) {
      server.slow(true);
    } else {
      server.pause();
    }
    Eventually.until(
        "bytes unread", () -> application.statistics().bytesUnconfirmed() > UNREAD_BYTES);
    long readUntilThen = server.received();
    if (readingSlowly) {
      awaitMore(server, SLOWLY_READ);
    }
    SenderStatistics atTheKill = application.statistics();
    server.kill();
    compare(
        readingSlowly ? "reads 10 KB/s and is killed" : "stopped and killed",
        application,
        callers,
        "unconfirmed %,d bytes, receipts %d before and %d while it was so, read then %,d"
            .formatted(
                atTheKill.bytesUnconfirmed(),
                before.receipts(),
                atTheKill.receipts() - before.receipts(),
                server.received() - readUntilThen));
    assertThat(before.receipts()).isPositive();
    assertThat(application.statistics().failovers()).isEqualTo(1);
  }

  @Test
  void losesNothingWhenServersAreKilledImmediatelyAfterAReceipt() {
    long seed = Long.getLong("faults.seed", System.nanoTime());
    Random random = new Random(seed);
    Application application = startWithReceipts();
    PacedCallers callers = startLogging(application);
    for (int kill = 0; kill < KILLS; kill++) {
      KillableServer inUse = awaitEvent(callers.logged()[0]);
      awaitReceipts(application, 1 + random.nextInt(2));
      inUse.kill();
      inUse.launch().open();
    }
    compare(
        "killed right at a receipt, %d times".formatted(KILLS),
        application,
        callers,
        "seed " + seed);
    assertThat(application.statistics().connectionsLost()).isGreaterThanOrEqualTo(KILLS);
  }

  /**
   * Waits for receipts one at a time, because each is requested after the previous one has arrived.
   */
  private static void awaitReceipts(Application application, int count) {
    long wanted = application.statistics().receipts() + count;
    Eventually.until("a receipt", () -> application.statistics().receipts() >= wanted);
  }

  private void compare(String name, Application application, PacedCallers callers, String more) {
    awaitEvent(callers.logged()[0]);
    EventCounts counts = stopAndCount(application, callers);
    SenderStatistics statistics = application.statistics();
    report(
        "receipts, " + name,
        counts,
        statistics,
        "receipts %d, confirmed %,d, sent again %,d, %s"
            .formatted(statistics.receipts(), statistics.confirmed(), statistics.repeated(), more));
    assertThat(counts.lost()).isEmpty();
    assertThat(statistics.releasedUnconfirmed()).isZero();
    assertThat(statistics.allDiscarded()).isZero();
    assertThat(counts.repeated()).isLessThanOrEqualTo(statistics.repeated());
  }
}
