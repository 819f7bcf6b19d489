package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.BufferSettings;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.failover.Backoff;
import io.github.failoversyslog.failover.Rules;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.Severity;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
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
    Platform platform =
        new Platform(
            () -> 0,
            InstantSource.fixed(Instant.EPOCH),
            () -> 0.5,
            host -> CompletableFuture.completedFuture(List.of()));
    Queue<Signal> signals = new ArrayDeque<>();
    ConnectAttempts attempts =
        new ConnectAttempts(
            List.of(new Server("log1", 601)),
            new ConnectAttempt.Environment(
                (server, outcome) -> {
                  throw new AssertionError("nothing shall be connected");
                },
                () -> {
                  throw new AssertionError("nothing shall be sent");
                },
                () -> 0,
                SECOND,
                signals::add));
    Connections connections =
        new Connections(
            new Connections.Settings(64, SECOND, SECOND, 0),
            PumpParts.shared(64, MessageRing.inMemory(64), counters, () -> 0),
            signals::add);
    Shutdown shutdown = new Shutdown(1);
    Rules rules = new Rules(1, false, SECOND, 1, 0, false, SECOND, new Backoff(SECOND, SECOND));
    return new DeliveryParts(
            config,
            rules,
            signals,
            attempts,
            connections,
            store,
            admission,
            counters,
            reporter,
            shutdown,
            platform)
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
