package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.status.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Events of an engine that sends none are counted, or left in the spool. */
class UnsentEventsTest extends EngineFixture {
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
