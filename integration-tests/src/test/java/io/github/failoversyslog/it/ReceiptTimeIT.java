package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.FailoverSyslogMetrics;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.it.server.RelpService;
import io.github.failoversyslog.it.server.ServerTls;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.it.server.UdpTestServer;
import io.github.failoversyslog.status.SenderStatistics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The timer of receipts has times if there are receipts, and only then. */
@EachFramework
@Tag("full")
class ReceiptTimeIT extends ApplicationFixture {
  private static final int EVENTS = 50;
  private static final int SINGLE_EVENTS = 4;
  private static final Duration HELD =
      Duration.ofMillis(500); // longer than a renewal is waited for
  private static final String TIMER = "failover.syslog.receipt.time";
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("test authority");

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
    return registry.get(TIMER).timers().stream().mapToLong(Timer::count).sum();
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
    assertThat(registry.get(TIMER).timers())
        .allSatisfy(
            timer -> assertThat(timer.max(TimeUnit.NANOSECONDS)).isLessThan(30_000_000_000.0));
  }

  /** What gives receipts. */
  enum Receipts {
    RELP,
    TLS,
    RENEWAL
  }

  private SyslogTestServer serverGiving(Receipts receipts) {
    return switch (receipts) {
      case RELP -> {
        set("protocol", "relp");
        yield server("primary", new RelpService());
      }
      case TLS -> {
        set("protocol", "tls");
        set("tlsReceipts", "true");
        set("tlsCaFile", AUTHORITY.writeTo(folder.resolve("ca.pem")).toString());
        yield server("primary").secure(ServerTls.oneWay(AUTHORITY.issue("127.0.0.1")));
      }
      case RENEWAL -> {
        set("protocol", "tcp");
        set("livenessProbeInterval", "300 ms");
        yield server("primary");
      }
    };
  }

  /** One message at a time is measured: here there is only one. */
  @ParameterizedTest
  @EnumSource
  void everyReceiptIsCountedAndNoTimeIsShorterThanTheServerTook(Receipts receipts) {
    SyslogTestServer server = serverGiving(receipts).open();
    Application application = start();
    long start = System.nanoTime();
    for (int i = 1; i <= SINGLE_EVENTS; i++) {
      logAndAwaitItsTime(application, i, server::messages);
    }
    server.stopReading();
    long heldNanos = logAndAwaitItsTime(application, SINGLE_EVENTS + 1, () -> hold(server));
    long allNanos = System.nanoTime() - start;

    Timer timer = registry.get(TIMER).timers().stream().filter(t -> t.count() > 0).findAny().get();
    assertThat(timer.count()).isEqualTo(SINGLE_EVENTS + 1);
    assertThat(timer.max(TimeUnit.NANOSECONDS)).isBetween((double) heldNanos, (double) allNanos);
    assertThat(timer.totalTime(TimeUnit.NANOSECONDS))
        .isBetween((double) heldNanos, (double) allNanos);
    assertThat(application.statistics().confirmed()).isEqualTo(SINGLE_EVENTS + 1);
    assertThat(application.statistics().renewals() > 0).isEqualTo(receipts == Receipts.RENEWAL);
    assertThat(server.texts()).hasSize(SINGLE_EVENTS + 1);
  }

  /** Returns what the action returns, which is run after the log call. */
  private long logAndAwaitItsTime(Application application, int number, LongSupplier action) {
    application.info("event " + number);
    long result = action.getAsLong();
    Eventually.until("time " + number, () -> times() == number);
    assertThat(application.statistics().confirmed()).isEqualTo(number);
    return result;
  }

  /** Lets the server read after a while, and returns how long it did not. */
  private static long hold(SyslogTestServer server) {
    long start = System.nanoTime();
    Eventually.until("a delay", () -> System.nanoTime() - start > HELD.toNanos());
    long heldNanos = System.nanoTime() - start;
    server.resumeReading();
    return heldNanos;
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
