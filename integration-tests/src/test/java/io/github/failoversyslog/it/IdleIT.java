package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SenderThreads;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An idle sender uses almost no CPU time. */
@EachFramework(inShortBuild = Framework.LOG4J2)
class IdleIT extends ApplicationFixture {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofMillis(20);

  private SyslogTestServer primary;

  IdleIT(Framework framework) {
    super(framework);
    set(SHORT_WAITS);
  }

  @BeforeEach
  void makeServers() {
    set("shutdownTimeout", "100 ms");
    primary = server("primary");
    server("failover1");
    server("failover2");
  }

  @Test
  void usesNoProcessorTimeWhileConnected() {
    primary.open();
    Application application = start();
    application.info("connected");
    Eventually.until("connected", () -> primary.messages() == 1);
    assertThat(processorTimeOfAPeriod()).isLessThan(MOST);
  }

  @Test
  void usesNoProcessorTimeWhileAServerDoesNotRead() {
    primary.open();
    Application application = start();
    Eventually.until("connected", () -> primary.openConnections().size() == 1);
    primary.stopReading();
    String filling = "x".repeat(10_000);
    for (int i = 0; i < 500; i++) {
      application.info(filling);
    }
    Eventually.until("some written", () -> application.statistics().sent() > 0);
    assertThat(processorTimeOfAPeriod()).isLessThan(MOST);
    assertThat(application.statistics().bytesWaiting()).isPositive();
  }

  @Test
  void usesAlmostNoProcessorTimeWhileEveryServerIsDown() {
    Application application = start();
    application.info("waits");
    Eventually.until("some rounds", () -> application.statistics().connectFailures() >= 12);
    assertThat(processorTimeOfAPeriod()).isLessThan(MOST);
    assertThat(application.statistics().bytesWaiting()).isPositive();
  }

  private static Duration processorTimeOfAPeriod() {
    return SenderThreads.processorTime("SYSLOG", PERIOD);
  }
}
