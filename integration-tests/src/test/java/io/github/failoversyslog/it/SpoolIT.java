package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SenderThreads;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.SenderStatistics;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application sends what its predecessor left in the spool. */
@Tag("logback-versions")
@EachFramework(inShortBuild = Framework.LOG4J2)
class SpoolIT extends ApplicationFixture {
  @TempDir private Path spools;
  private Path spool;
  private SyslogTestServer primary;

  SpoolIT(Framework framework) {
    super(framework);
    set(SHORT_WAITS);
  }

  @BeforeEach
  void makeServers() {
    spool = spools.resolve("shop.spool");
    set("spoolFile", spool.toString());
    set("spoolSize", "1 MB");
    primary = server("primary");
    server("failover1");
    server("failover2");
  }

  private static List<String> texts(int from, int to) {
    return IntStream.range(from, to).mapToObj(SteadyFlow::text).toList();
  }

  @Test
  void keepsUnsentEventsForTheNextStart() {
    Application first = start();
    texts(0, 500).forEach(first::info);
    first.stop();
    assertThat(first.statistics().allDiscarded()).isZero();
    assertThat(first.statuses())
        .anyMatch(
            status -> status.contains("500 events not sent") && status.contains("shop.spool"));

    primary.open();
    Application second = start();
    texts(500, 600).forEach(second::info);
    Eventually.until("all", () -> primary.messages() == 600);
    assertThat(primary.texts()).containsExactlyElementsOf(texts(0, 600));
    assertThat(second.statistics().recovered()).isEqualTo(500);
    assertThat(second.statuses())
        .anyMatch(status -> status.contains("sending 500 messages recovered from spool"));
  }

  @Test
  void doesNotRepeatEventsThatWereConfirmedAtTheStop() {
    primary.open();
    for (int run = 0; run < 3; run++) {
      Application application = start();
      texts(run * 100, run * 100 + 100).forEach(application::info);
      application.stop();
      assertThat(application.statistics().recovered()).isZero();
    }
    assertThat(primary.texts()).containsExactlyElementsOf(texts(0, 300));
  }

  @Test
  void keepsUnconfirmedEventsForTheNextStart() {
    set("shutdownTimeout", "300 ms");
    primary.open();
    Application first = start();
    Eventually.until("connected", () -> primary.openConnections().size() == 1);
    primary.stopReading();
    texts(0, 100).forEach(first::info);
    Eventually.until("all written", () -> first.statistics().sent() == 100);
    first.stop();
    assertThat(first.statistics().releasedUnconfirmed()).isZero();
    primary.crash();
    primary.resumeReading();
    primary.open();
    start();
    Eventually.until("all", () -> primary.messages() == 100);
    assertThat(primary.texts()).containsExactlyElementsOf(texts(0, 100));
  }

  @Test
  void keepsADamagedFileAndCreatesANewOne() throws IOException {
    Files.writeString(spool, "this is no spool");
    primary.open();
    Application application = start();
    application.info("goes on");
    Eventually.until("it arrives", () -> primary.messages() == 1);
    try (Stream<Path> files = Files.list(spools)) {
      assertThat(files.filter(file -> file.toString().contains(".damaged-")))
          .hasSize(1)
          .allSatisfy(file -> assertThat(file).hasContent("this is no spool"));
    }
    assertThat(application.statuses())
        .anyMatch(status -> status.contains("is damaged") && status.contains(".damaged-"));
  }

  private void truncateSpool(long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(spool, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
  }

  private static boolean reportsTheTruncation(Application application) {
    return application.statuses().stream()
        .anyMatch(status -> status.contains("was truncated while in use"));
  }

  private static long discardedByFaults(Application application) {
    return application.statistics().discarded().get(DiscardReason.SPOOL_FAULT);
  }

  @Test
  void buffersInMemoryAfterTheFileWasTruncatedWhileIdle() throws IOException {
    primary.open();
    Application application = start();
    texts(0, 100).forEach(application::info);
    Eventually.until("read", () -> primary.messages() == 100);
    Eventually.until(
        "asleep, and no look at the file is due",
        () -> SenderThreads.processorTime("SYSLOG", Duration.ofMillis(50)).isZero());
    truncateSpool(0);
    int logged = 100;
    for (; !reportsTheTruncation(application); logged++) {
      application.info(SteadyFlow.text(logged));
    }
    long lost = discardedByFaults(application);
    assertThat(lost).isPositive();
    texts(logged, logged + 1000).forEach(application::info);
    long arriving = logged + 1000 - lost;
    Eventually.until("the rest", () -> eventsAt(primary).size() == arriving);
    assertThat(eventsAt(primary))
        .containsAll(texts(0, 100))
        .containsAll(texts(logged, logged + 1000));
    assertThat(application.statistics().allDiscarded()).isEqualTo(lost);
    String summary = lost + " lost with a truncated or unreadable spool file";
    Eventually.until(
        "the summary",
        () -> primary.ownArrivals().stream().anyMatch(own -> own.text().contains(summary)));
    application.stop();
    assertThat(application.statuses())
        .filteredOn(status -> status.contains("was truncated"))
        .hasSize(1);
    assertThat(application.statuses()).noneMatch(status -> status.contains("internal error"));
  }

  private static Set<String> eventsAt(SyslogTestServer... servers) {
    return Arrays.stream(servers)
        .flatMap(server -> server.texts().stream())
        .filter(text -> text.startsWith("event "))
        .collect(Collectors.toSet());
  }

  @Test
  void countsEveryEventWhenTheFileIsTruncatedUnderLoad() throws Exception {
    allowTruncatedFrames(); // a truncated batch may contain invalid frames
    set("spoolSize", "32 MB");
    primary.open();
    Application application = start();
    for (int i = 0; i < 20_000; i++) { // warm-up for the JIT compiler
      application.info("warm-up");
    }
    Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    List<SteadyFlow> flows =
        IntStream.range(0, 3)
            .mapToObj(caller -> SteadyFlow.start(text -> log(application, caller, text, thrown)))
            .toList();
    Eventually.until("a flow", () -> primary.messages() > 22_000);
    truncateSpool(600_000); // some of it is beyond the new end
    Eventually.until("a report", () -> reportsTheTruncation(application));
    long before = primary.messages();
    Eventually.until("it goes on", () -> primary.messages() > before + 2000);
    int logged = 0;
    for (SteadyFlow flow : flows) {
      logged += flow.stop();
      assertThat(flow.longestCallNanos()).isLessThan(TimeUnit.SECONDS.toNanos(1));
    }
    application.stop();
    assertThat(thrown).isEmpty();
    SenderStatistics statistics = application.statistics();
    int missing = logged - eventsAt(primary).size();
    assertThat((long) missing)
        .isBetween(
            discardedByFaults(application),
            discardedByFaults(application) + statistics.releasedUnconfirmed());
    assertThat(statistics.allDiscarded()).isEqualTo(discardedByFaults(application));
  }

  private static void log(
      Application application, int caller, String text, Queue<Throwable> thrown) {
    try {
      application.info(text + " of caller " + caller);
    } catch (RuntimeException | Error e) {
      thrown.add(e);
    }
  }

  @Test
  void countsTheEventsOfAFileThatIsTruncatedWhileNoServerIsAvailable() throws IOException {
    Application application = start();
    texts(0, 100).forEach(application::info);
    truncateSpool(5000); // part of it is still present
    application.info(SteadyFlow.text(100));
    for (int i = 101; !reportsTheTruncation(application); i++) {
      application.info(SteadyFlow.text(i));
    }
    assertThat(discardedByFaults(application)).isGreaterThanOrEqualTo(100);
    primary.open();
    application.info("goes on");
    Eventually.until("it goes on", () -> primary.texts().contains("goes on"));
    long logged = application.statistics().accepted();
    application.stop();
    assertThat(eventsAt(primary)).doesNotContain(SteadyFlow.text(0));
    assertThat(logged).isGreaterThan(100);
  }

  @Test
  void stopsWithinTheTimeoutAfterAnUndetectedTruncationOfTheFile() throws IOException {
    set("shutdownTimeout", "2 s");
    Application application = start();
    texts(0, 100).forEach(application::info);
    truncateSpool(0);
    long start = System.nanoTime();
    application.stop();
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(4));
    assertThat(discardedByFaults(application)).isEqualTo(100);
    assertThat(reportsTheTruncation(application)).isTrue();
    assertThat(application.statistics().spoolFault())
        .hasValueSatisfying(fault -> assertThat(fault).contains("was truncated"));
    assertThat(application.statuses())
        .anyMatch(status -> status.contains("stopped; 0 events not sent"));
    primary.open();
    start().info("of the next life");
    Eventually.until("it", () -> primary.messages() == 1);
  }

  @Test
  @Tag("full")
  @Tag("alone")
  void stopsWithinTheTimeoutWhileAnotherAppenderCreatesALargeSpool() throws Exception {
    set("shutdownTimeout", "300 ms");
    Application application = start();
    application.info("of the first");
    set("spoolFile", spools.resolve("large.spool").toString());
    set("spoolSize", "384 MB");
    CompletableFuture<Application> other = CompletableFuture.supplyAsync(() -> start());
    Eventually.until(
        "the large one is being made", () -> Files.exists(spools.resolve("large.spool.new")));
    long start = System.nanoTime();
    application.stop();
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MILLISECONDS.toNanos(1500));
    assertThat(application.statuses())
        .anyMatch(status -> status.contains("stopped; 1 event not sent"));
    assertThat(other.get().statistics().spoolFault()).isEmpty();
  }
}
