package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.ring.Writers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class DeadWritersTest {
  private final MessageRing ring = MessageRing.inMemory(1024);
  private final DeadWriters holes = new DeadWriters(ring);

  private boolean skippedAt(double second) {
    return holes.skip(Math.round(second * 1e9));
  }

  /** Checks every 500 ms; returns whether anything was skipped. */
  private boolean skippedWithin(int fromSecond, int toSecond) {
    boolean skipped = false;
    for (int half = 2 * fromSecond; half <= 2 * toSecond; half++) {
      skipped |= skippedAt(half / 2.0);
    }
    return skipped;
  }

  private void append(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
    ring.append(bytes, bytes.length, ring.capacity(), new LongAdder());
  }

  @Test
  void skipsTheRecordOfAWriterThatMadeNoProgressInTenChecks() {
    Writers.diesInTheMessage(ring, 10);
    append("behind");
    assertThat(skippedWithin(0, 9)).isFalse();
    assertThat(skippedAt(10)).isTrue();
    assertThat(ring.isReadable()).isTrue();
    assertThat(skippedWithin(11, 30)).isFalse();
  }

  @Test
  void presumesNoWriterDeadBecauseTheProcessWasPaused() {
    Writers.diesInTheMessage(ring, 10);
    assertThat(skippedWithin(0, 3)).isFalse();
    assertThat(skippedWithin(1000, 1005)).isFalse();
    assertThat(skippedWithin(1006, 1007)).isTrue();
  }

  @Test
  void restartsItsCountAtEveryRecord() {
    Writers.diesInTheMessage(ring, 10);
    Writers.diesInTheMessage(ring, 20);
    assertThat(skippedWithin(0, 10)).isTrue();
    assertThat(skippedWithin(11, 20)).isFalse();
    assertThat(skippedAt(21)).isTrue();
  }

  @Test
  void schedulesTheNextCheckAfterOneSecondWhileTheReaderIsBlocked() {
    assertThat(holes.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
    Writers.diesInTheMessage(ring, 10);
    skippedAt(5);
    assertThat(holes.wakeAtNanos()).isEqualTo(6_000_000_000L);
    skippedAt(6);
    assertThat(holes.wakeAtNanos()).isEqualTo(7_000_000_000L);
  }

  @Test
  void schedulesNoCheckWhileTheReaderCanContinue() {
    append("waits");
    assertThat(skippedWithin(0, 60)).isFalse();
    assertThat(holes.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
  }
}
