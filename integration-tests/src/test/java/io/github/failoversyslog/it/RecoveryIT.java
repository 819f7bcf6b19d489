package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.TestSender;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.Status;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An internal error of the sender. */
class RecoveryIT {
  private static final int FAULTS = 2;

  @Test
  void isReportedOnceAndTheSenderContinues() {
    AtomicInteger lookUps = new AtomicInteger();
    try (SyslogTestServer server = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING).open();
        TestSender sender =
            TestSender.start(
                host -> {
                  if (lookUps.getAndIncrement() < FAULTS) {
                    throw new IllegalStateException("a defect");
                  }
                  return CompletableFuture.completedFuture(
                      List.of(InetAddress.getLoopbackAddress()));
                },
                Map.of("host", "log1", "port", Integer.toString(server.port())))) {
      sender.send("in spite of it");
      Eventually.holds(() -> assertThat(server.texts()).containsExactly("in spite of it"));
      assertThat(lookUps).hasValue(FAULTS + 1);
      assertThat(sender.statuses())
          .filteredOn(status -> status.kind() == Status.Kind.INTERNAL_ERROR)
          .hasSize(1)
          .allMatch(status -> status.text().contains("a defect"));
      assertThat(sender.stop(Duration.ofSeconds(5))).isTrue();
    }
  }
}
