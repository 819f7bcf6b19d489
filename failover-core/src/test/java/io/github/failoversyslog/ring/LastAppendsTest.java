package io.github.failoversyslog.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastAppendsTest {
  private static final byte[] MESSAGE = new byte[16];

  private final MessageRing ring = MessageRing.inMemory(1024);

  @Test
  void aMessageBetweenClaimAndCommitIsCountedOnceItsWriterHasFinished() {
    long position = ring.memory().claim(MESSAGE.length, ring.capacity());
    LastAppends lastAppends = new LastAppends(() -> 0, pause -> finishIfSealed(position));
    assertThat(lastAppends.sealAndAwait(ring)).isTrue();
    assertThat(ring.countMessages(ring.released(), ring.tail())).isEqualTo(1);
  }

  private void finishIfSealed(long position) {
    assertThat(ring.memory().positions().openTail()).as("sealed").isNegative();
    ring.memory().write(position, MESSAGE, MESSAGE.length, new LongAdder());
  }

  @Test
  void aWriterThatDiedIsNotWaitedForLong() {
    Writers.diesInTheMessage(ring, MESSAGE.length);
    LastAppends lastAppends = Writers.lastAppends();
    assertThat(lastAppends.sealAndAwait(ring)).isFalse();
    assertThat(lastAppends.clock().getAsLong()).as("200 ms").isBetween(200_000_000L, 200_100_000L);
  }

  @ParameterizedTest
  @CsvSource({"400000, 501", "500000, 500"})
  void theWaitEndsAfter500PausesAndMoreThan200Milliseconds(long pauseNanos, int expected) {
    Writers.diesInTheMessage(ring, MESSAGE.length);
    AtomicLong pauses = new AtomicLong();
    LastAppends lastAppends =
        new LastAppends(
            () -> 5_000_000_000L + pauses.get() * pauseNanos, pause -> pauses.incrementAndGet());
    assertThat(lastAppends.sealAndAwait(ring)).isFalse();
    assertThat(pauses).hasValue(expected);
  }

  @Test
  void aWriterIsWaitedForAfterTheWholeProcessWasSuspended() {
    long position = ring.memory().claim(MESSAGE.length, ring.capacity());
    AtomicLong nanos = new AtomicLong();
    LastAppends lastAppends =
        new LastAppends(() -> nanos.getAndAdd(10_000_000_000L), pause -> finishIfSealed(position));
    assertThat(lastAppends.sealAndAwait(ring)).isTrue();
  }
}
