package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.report.MonitoredSender;
import io.github.failoversyslog.report.RunningSenders;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.status.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that is opened is closed again, even after failures. */
class EngineTest extends EngineFixture {
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
}
