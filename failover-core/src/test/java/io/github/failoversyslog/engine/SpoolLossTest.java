package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.BufferSettings;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.failover.Backoff;
import io.github.failoversyslog.failover.Rules;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.Severity;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a delivery handles a truncated spool file. No server is reachable. */
class SpoolLossTest {
  private static final long SECOND = 1_000_000_000;

  @TempDir private Path directory;
  private final Counters counters = new Counters();
  private final List<Long> lostWhenTold = new ArrayList<>();
  private final StatusReporter reporter =
      new StatusReporter(
          status -> lostWhenTold.add(counters.discarded(DiscardReason.SPOOL_FAULT).sum()));

  private Delivery delivery(SenderConfig config, MessageStore store, Admission admission) {
    DeliveryParts.Network network =
        new DeliveryParts.Network(
            List.of(new Server("log1", 601)),
            (server, outcome) -> {
              throw new AssertionError("nothing shall be connected");
            },
            () -> {
              throw new AssertionError("nothing shall be sent");
            },
            SECOND,
            new Connections.Settings(64, SECOND, SECOND, 0));
    return new DeliveryParts(
            config,
            new Rules(1, false, SECOND, 1, 0, false, SECOND, new Backoff(SECOND, SECOND)),
            network,
            store,
            admission,
            counters,
            reporter,
            new Shutdown(1),
            DeliveryParts.platform(() -> 0))
        .delivery(message -> true);
  }

  @Test
  void theEventsAreCountedBeforeTheyAreReported() throws IOException {
    Path file = directory.resolve("spool");
    SenderConfig config =
        SenderConfig.of(Map.of("host", "log1", "spoolFile", file.toString(), "spoolSize", "1 MB"));
    BufferSettings buffer = config.buffer();
    MessageStore store = MessageStore.open(buffer, this);
    Admission admission =
        new Admission(store.ring(), buffer, counters, () -> {}, () -> {}, () -> {});
    for (int i = 0; i < 3; i++) {
      assertThat(admission.offer(new byte[10], 10, Severity.INFORMATIONAL)).isTrue();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
    delivery(config, store, admission).leaveSpool();
    assertThat(lostWhenTold).containsExactly(3L);
    store.close(reporter);
  }
}
