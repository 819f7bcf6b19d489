package io.github.failoversyslog.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.ring.MessageRing;
import java.util.BitSet;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ring has 60 messages of 16 bytes each. Spans are given as message numbers. */
class SpansTest {
  private static final int MESSAGES = 60;
  private static final int RECORD = 16;

  private final MessageRing ring = MessageRing.inMemory(1024);
  private final Spans spans = new Spans();

  @BeforeEach
  void fill() {
    for (int i = 0; i < MESSAGES; i++) {
      ring.append("a".getBytes(US_ASCII), 1, 1024, new LongAdder());
    }
    ring.read("", (message, position, none) -> true);
  }

  private static void add(Spans to, int from, int end) {
    to.add((long) from * RECORD, (long) end * RECORD);
  }

  private void release(int messages) {
    ring.release((long) messages * RECORD);
  }

  @Test
  void isInitiallyEmpty() {
    assertThat(spans.countMessages(ring)).isZero();
  }

  @Test
  void mayBeginWithASpan() {
    assertThat(Spans.of(5 * RECORD, 10 * RECORD).countMessages(ring)).isEqualTo(5);
    assertThat(Spans.of(5 * RECORD, 5 * RECORD).countMessages(ring)).isZero();
  }

  @Test
  void countsTheMessagesOfSpansThatFollowEachOther() {
    add(spans, 0, 3);
    add(spans, 3, 3);
    add(spans, 3, 10);
    assertThat(spans.countMessages(ring)).isEqualTo(10);
  }

  @Test
  void doesNotCountMessagesBetweenSpans() {
    add(spans, 5, 10);
    add(spans, 20, 30);
    assertThat(spans.countMessages(ring)).isEqualTo(15);
  }

  @Test
  void doesNotCountReleasedMessages() {
    add(spans, 5, 10);
    add(spans, 20, 30);
    release(8);
    assertThat(spans.countMessages(ring)).isEqualTo(12);
  }

  @Test
  void countsMessagesOfOverlappingSpansOnce() {
    add(spans, 0, 20);
    add(spans, 30, 40);
    add(spans, 5, 12);
    add(spans, 15, 35);
    assertThat(spans.countMessages(ring)).isEqualTo(40);
  }

  @Test
  void countsMessagesOfAdjacentSpansOnce() {
    add(spans, 0, 5);
    add(spans, 20, 25);
    add(spans, 5, 8); // behind the first
    add(spans, 6, 22);
    add(spans, 5, 10);
    assertThat(spans.countMessages(ring)).isEqualTo(25);

    Spans others = new Spans();
    add(others, 5, 8);
    add(others, 3, 5); // before the first
    add(others, 6, 10);
    add(others, 5, 7);
    assertThat(others.countMessages(ring)).isEqualTo(7);
  }

  @Test
  void countsTheMessagesOfAnIntersection() {
    add(spans, 0, 20);
    add(spans, 30, 40);
    Spans others = new Spans();
    add(others, 10, 32);
    add(others, 39, 60);
    assertThat(spans.countMessages(ring, others)).isEqualTo(10 + 2 + 1);
    assertThat(others.countMessages(ring, spans)).isEqualTo(13);
  }

  @Test
  void forgetsSpansThatEndBeforeAPosition() {
    add(spans, 0, 5);
    add(spans, 10, 15);
    add(spans, 20, 25);
    spans.forgetBefore(5 * RECORD);
    assertThat(spans.countMessages(ring)).isEqualTo(10);
    spans.forgetBefore(15 * RECORD);
    assertThat(spans.countMessages(ring)).isEqualTo(5);
  }

  @Test
  void addsWhatIsNotInAnotherSet() {
    Spans others = new Spans();
    add(others, 0, 4);
    add(others, 6, 8);
    add(others, 12, 20);
    add(others, 30, 40);
    spans.addWithout(others, 2 * RECORD, 15 * RECORD);
    assertThat(spans).hasToString("[64, 96) [128, 192)");
    spans.addWithout(new Spans(), 2 * RECORD, 8 * RECORD);
    assertThat(spans).hasToString("[32, 192)");
    spans.addWithout(others, 38 * RECORD, 45 * RECORD);
    assertThat(spans).as("behind the last of them").hasToString("[32, 192) [640, 720)");
  }

  @Test
  void saysWhetherItIsEmptyAndWhereItEnds() {
    assertThat(spans.isEmpty()).isTrue();
    assertThat(spans.end()).isZero();
    add(spans, 20, 25);
    add(spans, 10, 15);
    assertThat(spans.isEmpty()).isFalse();
    assertThat(spans.end()).isEqualTo(25 * RECORD);
  }

  @Test
  void countsTheMessagesBetweenTwoPositions() {
    add(spans, 0, 5);
    add(spans, 10, 15);
    add(spans, 20, 25);
    assertThat(spans.countMessages(ring, 3 * RECORD, 22 * RECORD)).isEqualTo(2 + 5 + 2);
    assertThat(spans.countMessages(ring, 5 * RECORD, 10 * RECORD)).isZero();
  }

  @Test
  void isTheUnionOfAllAddedSpans() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 1000; round++) {
      Spans added = new Spans();
      BitSet expected = new BitSet();
      for (int i = random.nextInt(12); i > 0; i--) {
        int from = random.nextInt(MESSAGES);
        int end = from + random.nextInt(Math.min(10, MESSAGES - from) + 1);
        add(added, from, end);
        expected.set(from, end);
      }
      int from = random.nextInt(MESSAGES);
      int end = from + random.nextInt(MESSAGES - from);
      assertThat(added.countMessages(ring, (long) from * RECORD, (long) end * RECORD))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(expected.get(from, end).cardinality());
      assertThat(added.countMessages(ring))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(expected.cardinality());
    }
  }
}
