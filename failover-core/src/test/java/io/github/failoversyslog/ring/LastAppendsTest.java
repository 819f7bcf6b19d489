package io.github.failoversyslog.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class LastAppendsTest {
  private static final byte[] MESSAGE = new byte[16];

  private final MessageRing ring = MessageRing.inMemory(1024);

  @Test
  void aMessageBetweenClaimAndCommitIsCountedOnceItsWriterHasFinished() throws Exception {
    long position = ring.memory().claim(MESSAGE.length, ring.capacity());
    Thread writer = new Thread(() -> finishOnceSealed(position));
    writer.start();
    assertThat(LastAppends.sealAndAwait(ring)).isTrue();
    assertThat(ring.countMessages(ring.released(), ring.tail())).isEqualTo(1);
    writer.join();
  }

  private void finishOnceSealed(long position) {
    while (ring.memory().positions().openTail() >= 0) {
      Thread.onSpinWait();
    }
    ring.memory().write(position, MESSAGE, MESSAGE.length, new LongAdder());
  }

  @Test
  void aWriterThatDiedIsNotWaitedForLong() {
    Writers.diesInTheMessage(ring, MESSAGE.length);
    assertThat(LastAppends.sealAndAwait(ring)).isFalse();
  }
}
