package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.server.ReceivedMessage;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** More events are logged than fit into the buffer while no server can be reached. */
@Tag("logback-versions")
@EachFramework(inShortBuild = Framework.LOGBACK)
class OverflowIT extends ApplicationFixture {
  private static final int EVENTS_DISCARDED = 50;

  private SyslogTestServer primary;

  OverflowIT(Framework framework) {
    super(framework);
    set(SHORT_WAITS);
    set("maxMessageSize", "8 KB");
    set("bufferSize", "64 KB");
  }

  @BeforeEach
  void makeServer() {
    primary = server("primary");
  }

  @Test
  void discardsTheLessSevereEventsFirstAndReportsTheExactCounts() {
    Application application = start();
    int infos = logUntilDiscarded(application, Level.INFO, DiscardReason.BUFFER_RESERVED);
    long acceptedInfos = application.statistics().accepted();
    assertThat(application.statistics().discarded()).containsEntry(DiscardReason.BUFFER_FULL, 0L);
    int warnings = logUntilDiscarded(application, Level.WARN, DiscardReason.BUFFER_FULL);
    long acceptedWarnings = application.statistics().accepted() - acceptedInfos;
    assertThat((double) acceptedWarnings / (acceptedInfos + acceptedWarnings))
        .as("part of the buffer that is kept for serious events")
        .isBetween(0.15, 0.25);
    long discarded = application.statistics().allDiscarded();
    assertThat(discarded).isEqualTo(2 * EVENTS_DISCARDED);

    primary.open();
    Eventually.until("end of discarding", () -> !primary.ownArrivals().isEmpty());
    application.info("after");
    Eventually.until("after", () -> primary.texts().contains("after"));

    List<String> received = primary.texts();
    Set<String> missing =
        new HashSet<>(
            Stream.concat(texts(Level.INFO, infos), texts(Level.WARN, warnings)).toList());
    received.forEach(missing::remove);
    assertThat(missing).hasSize((int) discarded);
    assertThat(new HashSet<>(received)).hasSameSizeAs(received); // no repeats
    assertThat(received).hasSize(infos + warnings - (int) discarded + 1);
    ReceivedMessage report = primary.ownArrivals().get(0).message();
    assertThat(report.severity()).isEqualTo(Severity.WARNING.ordinal());
    assertThat(report.structuredData().get("discarded@32473"))
        .containsKeys("since", "until")
        .containsEntry("bufferReserved", Integer.toString(EVENTS_DISCARDED))
        .containsEntry("bufferFull", Integer.toString(EVENTS_DISCARDED))
        .hasSize(4);
    assertThat(report.text())
        .startsWith(discarded + " events discarded between ")
        .contains(EVENTS_DISCARDED + " " + DiscardReason.BUFFER_RESERVED)
        .contains(EVENTS_DISCARDED + " " + DiscardReason.BUFFER_FULL);
    assertThat(application.statuses())
        .filteredOn(status -> status.contains("discarding events:"))
        .hasSize(1);
    assertThat(application.statuses())
        .filteredOn(status -> status.contains(" events discarded between "))
        .hasSize(1);
  }

  @Test
  void blocksCallersAndLosesNothingWithOverflowBlock() throws Exception {
    set("overflow", "block");
    int callers = 4;
    int eventsEach = 1000;
    Application application = start();
    List<Thread> threads = new ArrayList<>();
    for (int caller = 0; caller < callers; caller++) {
      String name = "caller " + caller;
      Thread thread =
          new Thread(
              () ->
                  IntStream.range(0, eventsEach)
                      .forEach(i -> application.info(name + " event " + i)),
              name);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    Eventually.until(
        "all wait",
        () -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
    assertThat(application.statistics().accepted()).isLessThan((long) callers * eventsEach);

    primary.open();
    for (Thread thread : threads) {
      thread.join(10_000);
      assertThat(thread.isAlive()).isFalse();
    }
    Eventually.until("all " + primary, () -> primary.messages() == (long) callers * eventsEach);
    assertThat(application.statistics().allDiscarded()).isZero();
    List<String> received = primary.texts();
    for (Thread thread : threads) {
      assertThat(received)
          .filteredOn(text -> text.startsWith(thread.getName() + " "))
          .containsExactlyElementsOf(
              IntStream.range(0, eventsEach)
                  .mapToObj(i -> thread.getName() + " event " + i)
                  .toList());
    }
  }

  /**
   * Uses virtual threads if the JDK has them; if they were pinned, no other virtual thread could
   * run.
   */
  @Test
  void canBlockManyMoreCallersThanThereAreProcessors() throws Exception {
    set("overflow", "block");
    Application application = start();
    int callers = 200;
    ExecutorService threads = manyThreads();
    for (int caller = 0; caller < callers; caller++) {
      threads.execute(() -> IntStream.range(0, 20).forEach(i -> application.info("event " + i)));
    }
    Eventually.until(
        "full",
        () -> {
          long before = application.statistics().accepted();
          Future<Boolean> runs = threads.submit(() -> true); // despite all waiting threads
          return runs.get(10, TimeUnit.SECONDS)
              && before > 0
              && application.statistics().accepted() == before
              && application.statistics().bytesWaiting() > 50_000;
        });
    primary.open();
    threads.shutdown();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    Eventually.until("all " + primary, () -> primary.messages() == 20L * callers);
    assertThat(application.statistics().allDiscarded()).isZero();
  }

  private static ExecutorService manyThreads() throws ReflectiveOperationException {
    if (Runtime.version().feature() < 21) {
      return Executors.newCachedThreadPool();
    }
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  @Test
  void releasesBlockedCallersAfterTheBlockTimeout() {
    set("overflow", "block");
    set("blockTimeout", "20 ms");
    Application application = start();
    logUntilDiscarded(application, Level.INFO, DiscardReason.BLOCK_TIMEOUT, 3);
    assertThat(application.statistics().allDiscarded()).isEqualTo(3);
  }

  @Test
  void releasesBlockedCallersWhenItIsStopped() throws Exception {
    set("overflow", "block");
    set("blockTimeout", "5 s"); // longer than the stop may take
    Application application = start();
    Thread caller =
        new Thread(() -> IntStream.range(0, 2000).forEach(i -> application.info("event " + i)));
    caller.setDaemon(true);
    caller.start();
    Eventually.until("it waits", () -> caller.getState() == Thread.State.TIMED_WAITING);
    long start = System.nanoTime();
    application.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
    caller.join(10_000);
    assertThat(caller.isAlive()).isFalse();
  }

  private static int logUntilDiscarded(Application application, Level level, DiscardReason reason) {
    return logUntilDiscarded(application, level, reason, EVENTS_DISCARDED);
  }

  /** Returns the number of logged events. */
  private static int logUntilDiscarded(
      Application application, Level level, DiscardReason reason, int count) {
    int logged = 0;
    while (application.statistics().discarded().getOrDefault(reason, 0L) < count) {
      application.log(level, text(level, logged));
      logged++;
      assertThat(logged).as("logged without a discard").isLessThan(10_000);
    }
    return logged;
  }

  private static Stream<String> texts(Level level, int count) {
    return IntStream.range(0, count).mapToObj(i -> text(level, i));
  }

  private static String text(Level level, int number) {
    return "%s %05d".formatted(level, number);
  }
}
