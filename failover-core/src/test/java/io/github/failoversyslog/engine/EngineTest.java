package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.config.BufferSettings;
import io.github.failoversyslog.config.ConnectionSettings;
import io.github.failoversyslog.config.MessageSettings;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.report.MonitoredSender;
import io.github.failoversyslog.report.RunningSenders;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.status.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that is opened is closed again, even after failures. No name is resolved. */
class EngineTest {
  @TempDir private Path directory;
  private final Map<String, String> settings = new HashMap<>();
  private final List<Status> statuses = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private int selectorsBefore;

  @BeforeEach
  void set() throws IOException {
    settings.put("host", "log1");
    settings.put("hostName", "here");
    settings.put("maxMessageSize", "1 KB");
    settings.put("spoolFile", spool().toString());
    settings.put("spoolSize", "64 KB");
    selectorsBefore = selectors();
  }

  private Path spool() {
    return directory.resolve("spool");
  }

  private Engine engine(SenderConfig config, Consumer<Thread> starter) {
    long start = System.nanoTime();
    Platform platform =
        new Platform(
            () -> System.nanoTime() - start,
            InstantSource.fixed(Instant.EPOCH),
            () -> 0.5,
            host -> new CompletableFuture<>());
    return new Engine(
        new SenderName("none", "", "TEST"), "owner", config, statuses::add, platform, starter);
  }

  private Engine engine(Consumer<Thread> starter) {
    return engine(SenderConfig.of(settings), starter);
  }

  /** The number of open selectors in this process. */
  private static int selectors() throws IOException {
    int selectors = 0;
    try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
      for (Path handle : handles.toList()) {
        selectors += isSelector(handle) ? 1 : 0;
      }
    }
    return selectors;
  }

  private static boolean isSelector(Path handle) {
    try {
      return Files.readSymbolicLink(handle).toString().contains("eventpoll");
    } catch (IOException e) {
      return false; // closed in the meantime
    }
  }

  private void nothingIsOpen() throws IOException {
    assertThat(selectors()).as("selectors").isEqualTo(selectorsBefore);
    MessageStore next = MessageStore.open(SenderConfig.of(settings).buffer(), "another owner");
    assertThat(next.spoolFault()).isEmpty();
    next.close(new StatusReporter(statuses::add));
  }

  @Test
  void aStopWithoutAStartClosesEverythingOpened() throws IOException {
    Engine engine = engine(threads::add);
    assertThat(selectors()).isEqualTo(selectorsBefore + 1);
    assertThat(engine.stop(Duration.ofSeconds(5))).isTrue();
    nothingIsOpen();
    assertThat(threads).isEmpty();
    assertThat(engine.admission().offer(new byte[10], 10, Severity.ERROR)).isFalse();
    assertThat(engine.stop(Duration.ofSeconds(5))).as("again").isTrue();
    assertThatThrownBy(engine::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a sender can be started only once, and not after its stop");
    nothingIsOpen();
  }

  @Test
  void listenersOfUsersAreToldOfTheStopAndTheirThreadEnds() throws Exception {
    List<Status.Kind> told = new CopyOnWriteArrayList<>();
    Engine engine =
        engine(
            thread -> {
              threads.add(thread);
              thread.start();
            });
    engine.addListener(status -> told.add(status.kind()));
    engine.start();
    assertThatThrownBy(() -> engine.addListener(status -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a listener can be added only before the start");

    assertThat(engine.stop(Duration.ofSeconds(5))).isTrue();

    assertThat(told).last().isEqualTo(Status.Kind.STOPPED);
    assertThat(threads)
        .extracting(Thread::getName)
        .containsExactly("failover-syslog-TEST-listeners", "failover-syslog-TEST");
    threads.get(0).join();
    nothingIsOpen();
  }

  @Test
  void withoutListenersOfUsersThereIsOneThread() {
    Engine engine =
        engine(
            thread -> {
              threads.add(thread);
              thread.start();
            });
    assertThat(engine.hasEnded()).as("never started").isTrue();
    engine.start();
    assertThat(engine.hasEnded()).isFalse();
    assertThat(engine.stop(Duration.ofSeconds(5))).isTrue();
    assertThat(engine.hasEnded()).isTrue();
    assertThat(threads).hasSize(1);
  }

  @Test
  void aFailedStartEndsTheThreadOfTheListeners() throws Exception {
    Engine engine =
        engine(
            thread -> {
              threads.add(thread);
              if (threads.size() > 1) {
                throw new OutOfMemoryError("no more threads");
              }
              thread.start();
            });
    engine.addListener(status -> {});

    assertThatThrownBy(engine::start).isInstanceOf(OutOfMemoryError.class);

    threads.get(0).join();
    nothingIsOpen();
  }

  @ParameterizedTest
  @CsvSource({"100, ''", "101, ...", "5000, ..."})
  void onlyTheStartOfALongTruncatedSdIdIsReported(int length, String mark) {
    Engine engine = engine(Thread::start);
    engine.sdIdCut("i".repeat(length));
    engine.start();
    assertThat(engine.stop(Duration.ofSeconds(5))).isTrue();
    assertThat(statuses)
        .extracting(Status::text)
        .filteredOn(text -> text.contains("SD-ID"))
        .singleElement()
        .asString()
        .startsWith("SD-ID " + "i".repeat(100) + mark + " of an event");
  }

  private SenderConfig config(
      ConnectionSettings connection,
      MessageSettings message,
      BufferSettings buffer,
      List<String> warnings) {
    SenderConfig good = SenderConfig.of(settings);
    return new SenderConfig(
        good.servers(),
        good.failback(),
        good.protocol(),
        good.tls(),
        connection,
        good.relp(),
        message,
        buffer,
        good.shutdownTimeout(),
        good.monitoring(),
        warnings);
  }

  @Test
  void reportsTheWarningsAboutItsSettingsAtTheStart() {
    SenderConfig good = SenderConfig.of(settings);
    List<String> warnings = List.of("the first", "the second");
    Engine engine =
        engine(config(good.connection(), good.message(), good.buffer(), warnings), threads::add);
    assertThat(statuses).isEmpty();
    engine.start();
    assertThat(statuses)
        .containsExactly(
            new Status(Status.Kind.CONFIG, "the first"),
            new Status(Status.Kind.CONFIG, "the second"));
    endsThread(engine);
  }

  /** Starts the thread of an engine that was started with {@code threads::add}, and ends it. */
  private void endsThread(Engine engine) {
    threads.get(0).start();
    assertThat(engine.stop(Duration.ZERO)).isTrue();
  }

  private static List<MonitoredSender> runningSenders() {
    return RunningSenders.ofThisJvm().all().stream()
        .flatMap(senders -> senders.running().stream())
        .toList();
  }

  @Test
  void isOneOfTheRunningSendersFromItsStartToItsEnd() {
    Engine engine = engine(threads::add);
    assertThat(runningSenders()).doesNotContain(engine.measurements());
    engine.start();
    assertThat(runningSenders()).contains(engine.measurements());
    endsThread(engine);
    assertThat(runningSenders()).doesNotContain(engine.measurements());
  }

  @Test
  void aFailureToOpenTheBufferLeavesNoSelectorOpen() throws IOException {
    SenderConfig good = SenderConfig.of(settings);
    SenderConfig broken = config(good.connection(), good.message(), null, List.of());
    assertThatThrownBy(() -> engine(broken, threads::add)).isInstanceOf(RuntimeException.class);
    assertThat(spool()).doesNotExist();
    nothingIsOpen();
  }

  @Test
  void aFailingConstructorClosesEverythingOpened() throws IOException {
    SenderConfig good = SenderConfig.of(settings);
    SenderConfig broken = // fails once the spool is open
        config(good.connection(), null, good.buffer(), List.of());
    assertThatThrownBy(() -> engine(broken, threads::add)).isInstanceOf(RuntimeException.class);
    assertThat(spool()).exists();
    nothingIsOpen();
  }

  @Test
  void aFailureToStartTheThreadLeavesNothingOpen() throws IOException {
    Engine engine = engineWithoutThreads();
    assertThatThrownBy(engine::start).isInstanceOf(OutOfMemoryError.class);
    nothingIsOpen();
    assertThat(engine.stop(Duration.ofSeconds(5))).isTrue();
    assertThat(engine.admission().offer(new byte[10], 10, Severity.ERROR)).isFalse();
  }

  @Test
  void theKnownHostNameIsKeptIfNoThreadCanLookItUp() throws IOException {
    settings.remove("hostName");
    Engine engine =
        engine(
            thread -> {
              threads.add(thread);
              if (!(thread instanceof SenderThread)) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              thread.start();
            });
    engine.start();
    assertThat(threads)
        .extracting(Thread::getName)
        .containsExactly("failover-syslog-host-name", "failover-syslog-TEST");
    assertThat(engine.stop(Duration.ZERO)).isTrue();
    nothingIsOpen();
  }

  @Test
  void aSecondStartIsRefusedWithoutSideEffects() throws IOException {
    Engine engine = engine(Thread::start);
    engine.start();
    assertThatThrownBy(engine::start).isInstanceOf(IllegalStateException.class);
    assertThat(engine.admission().offer(new byte[10], 10, Severity.ERROR)).isTrue();
    assertThat(selectors()).isEqualTo(selectorsBefore + 1);
    assertThat(engine.stop(Duration.ZERO)).isTrue();
    nothingIsOpen();
  }

  @Test
  void aFailureToCreateTheLoopIsReportedAndMessagesAreRefused() throws Exception {
    inMemory(); // closing a spool would refuse messages, too
    SenderConfig good = SenderConfig.of(settings);
    SenderConfig broken = // fails on the sender's thread
        config(null, good.message(), good.buffer(), List.of());
    Engine engine =
        engine(
            broken,
            thread -> {
              thread.setUncaughtExceptionHandler((its, thrown) -> {});
              threads.add(thread);
              thread.start();
            });
    logsTwoEvents(engine);
    engine.start();
    threads.get(0).join();
    assertThat(statuses)
        .extracting(Status::text)
        .first()
        .asString()
        .startsWith("sender thread terminated (java.lang.NullPointerException")
        .endsWith("); no more events are sent, restart the appender");
    refusesEvents(engine);
    reportsTwoEvents();
    assertThat(unsent(engine)).isEqualTo(2);
    nothingIsOpen();
  }

  @Test
  void anInterruptedThreadStopsASenderAndStaysInterrupted() throws IOException {
    SenderConfig config = SenderConfig.of(settings);
    boolean ended;
    boolean kept;
    Thread.currentThread().interrupt();
    try {
      Engine engine = engine(config, Thread::start);
      engine.start();
      ended = engine.stop(Duration.ZERO);
    } finally {
      kept = Thread.interrupted();
    }
    assertThat(ended).isTrue();
    assertThat(kept).isTrue();
    assertThat(statuses).extracting(Status::kind).doesNotContain(Status.Kind.SPOOL);
    assertThat(spool()).hasSize(4096 + 64 * 1024);
    nothingIsOpen();
  }

  private void inMemory() {
    settings.remove("spoolFile");
    settings.remove("spoolSize");
  }

  private static void logsTwoEvents(Engine engine) {
    for (int i = 0; i < 2; i++) {
      assertThat(engine.admission().offer(new byte[10], 10, Severity.ERROR)).isTrue();
    }
  }

  private static void refusesEvents(Engine engine) {
    assertThat(engine.admission().append(new byte[10], 10, Severity.ERROR))
        .isEqualTo(DiscardReason.STOPPED);
  }

  private static long unsent(Engine engine) {
    return engine.counters().discarded(DiscardReason.UNSENT_AT_STOP).sum();
  }

  private void reportsTwoEvents() {
    assertThat(statuses)
        .contains(
            new Status(
                Status.Kind.STOPPED_UNDELIVERED,
                "stopped; 2 events not sent, 0 sent but unconfirmed"));
  }

  @Test
  void countsMessagesOfASenderThatWasNeverStarted() {
    inMemory();
    Engine engine = engine(threads::add);
    logsTwoEvents(engine);
    assertThat(engine.stop(Duration.ofSeconds(5))).isTrue();
    assertThat(unsent(engine)).isEqualTo(2);
    reportsTwoEvents();
    refusesEvents(engine);
    assertThat(engine.stop(Duration.ofSeconds(5))).as("again").isTrue();
    assertThat(unsent(engine)).isEqualTo(2);
  }

  private Engine engineWithoutThreads() {
    return engine(
        thread -> {
          throw new OutOfMemoryError("unable to create native thread");
        });
  }

  @Test
  void countsMessagesOfASenderThatCouldNotBeStarted() {
    inMemory();
    Engine engine = engineWithoutThreads();
    logsTwoEvents(engine);
    assertThatThrownBy(engine::start).isInstanceOf(OutOfMemoryError.class);
    assertThat(unsent(engine)).isEqualTo(2);
    reportsTwoEvents();
    refusesEvents(engine);
  }

  @Test
  void reportsNothingOfASenderThatCouldNotBeStartedAndHadNothingToSend() {
    inMemory();
    Engine engine = engineWithoutThreads();
    assertThatThrownBy(engine::start).isInstanceOf(OutOfMemoryError.class);
    assertThat(statuses).extracting(Status::text).noneMatch(text -> text.startsWith("stopped"));
  }

  @Test
  void leavesMessagesOfASenderThatWasNeverStartedInItsSpool() {
    Engine engine = engine(threads::add);
    engine.admission().offer(new byte[10], 10, Severity.ERROR);
    assertThat(engine.stop(Duration.ofSeconds(5))).isTrue();
    assertThat(unsent(engine)).isZero();
    Engine next = engine(threads::add);
    next.start();
    assertThat(next.counters().recovered.sum()).isEqualTo(1);
    assertThat(statuses)
        .filteredOn(status -> status.kind() == Status.Kind.RECOVERED)
        .extracting(Status::text)
        .containsExactly("sending 1 messages recovered from spool " + spool());
    endsThread(next);
  }

  /** Otherwise it could write to a file that is being closed. */
  @Test
  void aSenderThatFollowsOneWhichIsStoppingOpensTheSpoolAnew() throws Exception {
    Engine stopping = engine(threads::add);
    stopping.start();
    stopping.admission().offer(new byte[10], 10, Severity.ERROR);
    stopping.beginStop(Duration.ZERO);
    CompletableFuture<Engine> next = new CompletableFuture<>();
    Thread follower = new Thread(() -> next.complete(engine(threads::add)));
    follower.start();
    while (follower.getState() != Thread.State.TIMED_WAITING && follower.isAlive()) {
      Thread.onSpinWait();
    }
    endsThread(stopping);
    Engine following = next.get();
    following.start();
    assertThat(following.counters().recovered.sum()).as("found in the file").isEqualTo(1);
    threads.get(1).start();
    assertThat(following.stop(Duration.ZERO)).isTrue();
  }
}
