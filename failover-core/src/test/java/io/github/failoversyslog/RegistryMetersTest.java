package io.github.failoversyslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.config.MonitoringSettings;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.MonitoredSender;
import io.github.failoversyslog.report.Monitoring;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.Server;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Registries that several threads use, one of which is kept waiting by its registry. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RegistryMetersTest {
  private final SimpleMeterRegistry slow = new SimpleMeterRegistry();
  private final SimpleMeterRegistry other = new SimpleMeterRegistry();
  private final CountDownLatch called = new CountDownLatch(1);
  private final CountDownLatch maySlowReturn = new CountDownLatch(1);
  private final FailoverSyslogMetrics metrics = new FailoverSyslogMetrics();
  private final FailoverSyslogMetrics more = new FailoverSyslogMetrics();
  private final List<Thread> threads = new ArrayList<>();
  private Monitoring monitoring;

  @BeforeEach
  void startASender() {
    Counters counters = new Counters();
    MonitoredSender sender = mock(MonitoredSender.class);
    when(sender.counters()).thenReturn(counters);
    when(sender.servers()).thenReturn(List.of(new Server("log1", 601)));
    when(sender.lastChange()).thenReturn(Optional.empty());
    monitoring =
        new Monitoring(
            new MonitoringSettings(false, false, Duration.ZERO),
            this,
            new SenderName("log4j2", "registries", "A"),
            sender,
            new StatusReporter(status -> {}));
    monitoring.begin();
  }

  @AfterEach
  void end() throws InterruptedException {
    maySlowReturn.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    metrics.close();
    more.close();
    monitoring.end();
  }

  /** Is called by the slow registry. */
  private void waitToReturn() {
    called.countDown();
    try {
      maySlowReturn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Thread start(Runnable task) {
    Thread thread = new Thread(task);
    threads.add(thread);
    thread.start();
    return thread;
  }

  private static void awaitBlockedOrEnded(Thread thread) {
    while (!EnumSet.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TERMINATED)
        .contains(thread.getState())) {
      Thread.onSpinWait();
    }
  }

  private List<Meter.Id> slowToAdd() {
    List<Meter.Id> asked = Collections.synchronizedList(new ArrayList<>());
    slow.config()
        .meterFilter(
            new MeterFilter() {
              @Override
              public Meter.Id map(Meter.Id id) {
                asked.add(id);
                waitToReturn();
                return id;
              }
            });
    return asked;
  }

  @Test
  void aRegistryThatBlocksKeepsNoOtherWaiting() throws Exception {
    slowToAdd();
    start(() -> metrics.bindTo(slow));
    called.await();
    metrics.bindTo(other);
    more.bindTo(other);
    assertThat(other.getMeters()).isNotEmpty();
    more.close();
    assertThat(other.getMeters()).isNotEmpty();
  }

  @Test
  void whoeverBindsARegistryMeanwhileGetsEveryMeterOnce() throws Exception {
    List<Meter.Id> asked = slowToAdd();
    Thread first = start(() -> metrics.bindTo(slow));
    called.await();
    FutureTask<Integer> second =
        new FutureTask<>(
            () -> {
              more.bindTo(slow);
              return slow.getMeters().size();
            });
    awaitBlockedOrEnded(start(second));
    maySlowReturn.countDown();
    first.join();
    assertThat(second.get()).isEqualTo(slow.getMeters().size()).isPositive();
    assertThat(asked).doesNotHaveDuplicates();
    metrics.close();
    assertThat(slow.getMeters()).hasSize(second.get());
    more.close();
    assertThat(slow.getMeters()).isEmpty();
  }

  @Test
  void whoeverBindsARegistryWhileItsMetersAreRemovedGetsThemAll() throws Exception {
    metrics.bindTo(slow);
    int meters = slow.getMeters().size();
    slow.config().onMeterRemoved(meter -> waitToReturn());
    start(metrics::close);
    called.await();
    Thread binds = start(() -> more.bindTo(slow));
    awaitBlockedOrEnded(binds);
    maySlowReturn.countDown();
    binds.join();
    assertThat(slow.getMeters()).hasSize(meters);
  }
}
