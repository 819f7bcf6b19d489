package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.application.TestListeners;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Discards;
import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.ServerChange;
import io.github.failoversyslog.status.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Listeners of the user are told everything, and harm nobody. */
@Tag("logback-versions")
@EachFramework
class ListenerIT extends ApplicationFixture {
  private SyslogTestServer primary;

  ListenerIT(Framework framework) {
    super(framework);
    set(SHORT_WAITS);
  }

  @BeforeEach
  void makeServer() {
    TestListeners.forget();
    primary = server("primary");
  }

  private Application startWith(List<Class<? extends SenderListener>> listeners) {
    StringBuilder elements = new StringBuilder();
    listeners.forEach(type -> elements.append(framework().listener(type)));
    return start(settings(), elements.toString());
  }

  private static long listenerThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("failover-syslog-SYSLOG-listeners"))
        .count();
  }

  @Test
  void areToldOfChangesOfServerAndOfDiscardedEvents() {
    set("maxMessageSize", "8 KB");
    set("bufferSize", "64 KB");
    SyslogTestServer failover = server("failover1").open();
    primary.open();
    Application application = startWith(List.of(TestListeners.Recording.class));
    Eventually.until("connected", () -> TestListeners.kinds().contains(Status.Kind.CONNECTED));
    primary.crash();
    Eventually.until("failover", () -> !TestListeners.CHANGES.isEmpty());
    ServerChange change = TestListeners.CHANGES.get(0);
    assertThat(change.kind()).isEqualTo(ServerChange.Kind.FAILOVER);
    assertThat(change.from().port()).isEqualTo(primary.port());
    assertThat(change.to().port()).isEqualTo(failover.port());

    failover.crash();
    while (application.statistics().allDiscarded() < 5) {
      application.info("too much");
    }
    Eventually.until("begin", () -> TestListeners.DISCARDS.size() == 1);
    assertThat(TestListeners.DISCARDS.get(0).ended()).isFalse();
    failover.open();
    Eventually.until("end", () -> TestListeners.DISCARDS.size() == 2);
    Discards all = TestListeners.DISCARDS.get(1);
    assertThat(all.ended()).isTrue();
    assertThat(all.byReason()).containsExactlyEntriesOf(Map.of(DiscardReason.BUFFER_RESERVED, 5L));

    application.stop();
    assertThat(TestListeners.STATUSES)
        .last()
        .extracting(Status::kind)
        .isEqualTo(Status.Kind.STOPPED);
    Eventually.until("end of the thread", () -> listenerThreads() == 0);
  }

  @Test
  void areToldOfAFailbackInValues() {
    set("failback", "");
    set("failback.tcpProbeInterval", "100 ms");
    set("failback.successfulProbesRequired", "2");
    SyslogTestServer failover = server("failover1").open();
    primary.open();
    Application application = startWith(List.of(TestListeners.Recording.class));
    application.info("unconfirmed");
    Eventually.until("an event", () -> primary.messages() == 1);
    primary.crash();
    Eventually.until("its repeat", () -> failover.messages() == 1);
    primary.open();
    Eventually.until("failback", () -> TestListeners.CHANGES.size() == 2);
    application.stop();

    ServerChange there = TestListeners.CHANGES.get(0);
    assertThat(there.kind()).isEqualTo(ServerChange.Kind.FAILOVER);
    assertThat(there.repeated()).isEqualTo(1);
    ServerChange back = TestListeners.CHANGES.get(1);
    assertThat(back.kind()).isEqualTo(ServerChange.Kind.FAILBACK);
    assertThat(back.from()).isEqualTo(new Server("127.0.0.1", failover.port()));
    assertThat(back.to()).isEqualTo(new Server("127.0.0.1", primary.port()));
    assertThat(back.reason())
        .isEqualTo(back.to() + " recovered (2 of 2 consecutive probes passed)");
    assertThat(back.repeated()).isZero();
    assertThat(back.time()).isAfterOrEqualTo(there.time()).isBeforeOrEqualTo(Instant.now());
    assertThat(TestListeners.CHANGES).hasSize(2);
    assertThat(TestListeners.STATUSES)
        .filteredOn(status -> status.kind() == Status.Kind.FAILED_BACK)
        .singleElement()
        .satisfies(status -> assertThat(status.text()).contains(back.reason()));
    assertThat(TestListeners.DISCARDS).isEmpty();
  }

  @Test
  void oneThatDoesNotReturnHoldsUpNeitherTheFlowNorTheStop() {
    primary.open();
    Application application = startWith(List.of(TestListeners.Blocking.class));
    IntStream.range(0, 100).forEach(i -> application.info(SteadyFlow.text(i)));
    Eventually.until("all", () -> primary.messages() >= 100);
    long start = System.nanoTime();
    application.stop();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2500));
    Eventually.until("end of the thread", () -> listenerThreads() == 0);
    assertThat(application.warnings())
        .anyMatch(text -> text.matches("SYSLOG: \\d+ reports? dropped because a listener .*"));
  }

  @Test
  void oneThatFailsIsReportedOnceAndOthersAreTold() {
    primary.open();
    Application application =
        startWith(List.of(TestListeners.Failing.class, TestListeners.Recording.class));
    Eventually.until("connected", () -> !TestListeners.STATUSES.isEmpty());
    application.info("an event"); // the loop's next turn reports it
    Eventually.until("reported", () -> failures(application) == 1);
    Eventually.until("told of it", () -> TestListeners.STATUSES.size() == 2);
    application.stop();

    assertThat(failures(application)).isEqualTo(1);
    assertThat(TestListeners.STATUSES)
        .extracting(Status::kind)
        .containsExactly(Status.Kind.CONNECTED, Status.Kind.CONFIG, Status.Kind.STOPPED);
  }

  private static long failures(Application application) {
    return application.warnings().stream()
        .filter(text -> text.contains(TestListeners.Failing.class.getName() + " failed ("))
        .count();
  }

  @Test
  void withoutThemThereIsNoThread() {
    primary.open();
    start();
    Eventually.until("connected", () -> primary.openConnections().size() == 1);

    assertThat(listenerThreads()).isZero();
  }
}
