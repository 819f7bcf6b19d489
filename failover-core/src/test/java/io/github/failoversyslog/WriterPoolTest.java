package io.github.failoversyslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.engine.Engine;
import io.github.failoversyslog.engine.Platform;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.Severity;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class WriterPoolTest {
  /** Creates buffers and encoders; is never started. */
  private static final Engine ENGINE =
      new Engine(
          new SenderName("none", "", "test"),
          "owner",
          SenderConfig.of(Map.of("host", "log1", "hostName", "here")),
          status -> {},
          Platform.system());

  private final AtomicInteger made = new AtomicInteger();
  private final WriterPool pool = new WriterPool(this::newWriter);

  private MessageWriter newWriter() {
    made.incrementAndGet();
    return new MessageWriter(pool, ENGINE);
  }

  @Test
  void reusesAReturnedWriter() {
    MessageWriter writer = pool.take();
    pool.giveBack(writer);
    assertThat(pool.take()).isSameAs(writer);
    assertThat(made).hasValue(1);
  }

  @Test
  void acceptsAReturnedWriterOnceEvenIfItIsClosedTwice() {
    MessageWriter writer = pool.take().begin(Severity.ERROR, 0, 0, null);
    writer.close();
    writer.close();
    assertThat(pool.take()).isNotSameAs(pool.take());
  }

  @Test
  void hasAnotherWriterForAnEventLoggedWhileAMessageIsWritten() {
    MessageWriter outer = pool.take();
    MessageWriter inner = pool.take();
    assertThat(inner).isNotSameAs(outer);
    pool.giveBack(inner);
    assertThat(pool.take()).isSameAs(inner);
  }

  @Test
  void keepsALimitedNumberOfWriters() {
    MessageWriter[] writers = Stream.generate(pool::take).limit(50).toArray(MessageWriter[]::new);
    assertThat(writers).doesNotHaveDuplicates();
    Stream.of(writers).forEach(pool::giveBack);
    made.set(0);
    assertThat(Stream.generate(pool::take).limit(50)).doesNotHaveDuplicates();
    assertThat(made).as("made anew, for one thread").hasValue(50 - 4);
  }

  @Test
  void doesNotGrowWithTheNumberOfThreads() throws InterruptedException {
    for (int i = 0; i < 1000; i++) {
      Thread thread = new Thread(() -> pool.giveBack(pool.take()));
      thread.start();
      thread.join();
    }
    assertThat(made).hasValueLessThan(8 * Runtime.getRuntime().availableProcessors());
  }

  @Test
  void neverGivesOneWriterToTwoThreads() throws InterruptedException {
    Set<MessageWriter> inUse = ConcurrentHashMap.newKeySet();
    AtomicInteger sharedWriters = new AtomicInteger();
    Runnable worker =
        () -> {
          for (int i = 0; i < 20_000; i++) {
            MessageWriter writer = pool.take();
            if (!inUse.add(writer)) {
              sharedWriters.incrementAndGet();
            }
            inUse.remove(writer);
            pool.giveBack(writer);
          }
        };
    Thread[] threads = Stream.generate(() -> new Thread(worker)).limit(8).toArray(Thread[]::new);
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(sharedWriters).hasValue(0);
  }

  @Test
  void getsBackAWriterThatFailsToStartAMessage() {
    MessageWriter writer = pool.take();
    long abandoned = ENGINE.measurements().statistics().discarded().get(DiscardReason.ABANDONED);
    assertThatThrownBy(() -> writer.begin(Severity.ERROR, 0, -1_000_000_000, null))
        .isInstanceOf(RuntimeException.class);
    assertThat(ENGINE.measurements().statistics().discarded())
        .containsEntry(DiscardReason.ABANDONED, abandoned + 1);
    assertThat(pool.take()).isSameAs(writer);
  }
}
