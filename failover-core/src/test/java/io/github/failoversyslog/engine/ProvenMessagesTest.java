package io.github.failoversyslog.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.Spans;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ring has ten messages of 16 bytes each, given by their numbers. */
class ProvenMessagesTest {
  private static final long RECORD = 16;

  private final MessageRing ring = MessageRing.inMemory(1024);
  private final ProvenMessages proven = new ProvenMessages();

  @BeforeEach
  void fill() {
    for (int i = 0; i < 10; i++) {
      ring.append("a".getBytes(US_ASCII), 1, 1024, new LongAdder());
    }
    ring.read("", (message, position, none) -> true);
  }

  private void isRead(int from, int to) {
    proven.add(from * RECORD, to * RECORD, Session.NOTHING);
  }

  private void isRejected(int from, int to, int rejectedFrom, int rejectedTo) {
    Spans rejected = Spans.of(rejectedFrom * RECORD, rejectedTo * RECORD);
    proven.add(from * RECORD, to * RECORD, rejected);
  }

  private void requireCounts(int from, int to, int read, int rejected) {
    assertThat(proven.countRead(ring, from * RECORD, to * RECORD)).isEqualTo(read);
    assertThat(proven.countRejected(ring, from * RECORD, to * RECORD)).isEqualTo(rejected);
  }

  @Test
  void countsThoseReadBetweenTwoPositions() {
    isRead(0, 2);
    isRead(5, 9);
    requireCounts(1, 6, 2, 0);
    assertThat(proven.read()).hasToString("[0, 32) [80, 144)");
  }

  @Test
  void countsThoseThatNoServerAccepted() {
    isRejected(2, 8, 4, 6);
    requireCounts(0, 10, 6, 2);
    requireCounts(5, 10, 3, 1);
    requireCounts(6, 10, 2, 0);
  }

  @Test
  void oneThatAnyServerAcceptedIsNotRejected() {
    isRead(0, 5);
    isRejected(0, 8, 4, 6);
    requireCounts(0, 10, 8, 1);
    isRead(5, 6);
    requireCounts(0, 10, 8, 0);
  }

  @Test
  void forgetsSpansBeforeAPosition() {
    isRead(0, 3);
    isRead(4, 8);
    proven.forgetBefore(3 * RECORD);
    assertThat(proven.read()).hasToString("[64, 128)");
  }
}
