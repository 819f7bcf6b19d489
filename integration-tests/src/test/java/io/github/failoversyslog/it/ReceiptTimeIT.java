package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.FailoverSyslogMetrics;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.server.RelpService;
import io.github.failoversyslog.it.server.UdpTestServer;
import io.github.failoversyslog.status.SenderStatistics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The timer of receipts has times if there are receipts, and only then. */
@EachFramework
class ReceiptTimeIT extends ApplicationFixture {
  private static final int EVENTS = 50;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FailoverSyslogMetrics metrics = new FailoverSyslogMetrics();

  ReceiptTimeIT(Framework framework) {
    super(framework);
    set(SHORT_WAITS);
  }

  @BeforeEach
  void bind() {
    metrics.bindTo(registry);
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  private long times() {
    return registry.get("failover.syslog.receipt.time").timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }

  private static void logAndAwaitAnEmptyBuffer(Application application) {
    for (int i = 0; i < EVENTS; i++) {
      application.info("event " + i);
    }
    Eventually.until(
        "an empty buffer",
        () -> {
          SenderStatistics now = application.statistics();
          return now.sent() >= EVENTS && now.bytesWaiting() + now.bytesUnconfirmed() == 0;
        });
  }

  @Test
  void relpsAnswersAreMeasured() {
    set("protocol", "relp");
    server("primary", new RelpService()).open();
    logAndAwaitAnEmptyBuffer(start());
    Eventually.until("a time", () -> times() > 0); // recorded just after the buffer is empty
    assertThat(times()).isLessThanOrEqualTo(EVENTS);
    assertThat(registry.get("failover.syslog.receipt.time").timers())
        .allSatisfy(
            timer -> assertThat(timer.max(TimeUnit.NANOSECONDS)).isLessThan(30_000_000_000.0));
  }

  @Test
  void datagramsHaveNoReceipts() {
    UdpTestServer server = new UdpTestServer();
    try {
      server.open();
      port("primary", server.port());
      set("protocol", "udp");
      logAndAwaitAnEmptyBuffer(start());
      assertThat(times()).isZero();
    } finally {
      server.close();
    }
  }
}
