package io.github.failoversyslog.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A ring behaves like a list with three indices. */
class MessageRingPropertyTest {
  private static final int CAPACITY = 256;

  /** An operation on a ring and its model. */
  private interface RingOperation {
    void doneTo(QueueModel model);
  }

  private record AppendOne(int bytes, int usableBytes) implements RingOperation {
    @Override
    public void doneTo(QueueModel model) {
      model.append(bytes, usableBytes);
    }
  }

  private record Read(int atMost) implements RingOperation {
    @Override
    public void doneTo(QueueModel model) {
      model.read(atMost);
    }
  }

  /**
   * @param share 0 to 1: how far into what is possible
   */
  private record ReleasePart(double share) implements RingOperation {
    @Override
    public void doneTo(QueueModel model) {
      model.release(share);
    }
  }

  /**
   * @param share 0 to 1: how far into what is possible
   */
  private record Rewind(double share) implements RingOperation {
    @Override
    public void doneTo(QueueModel model) {
      model.rewind(share);
    }
  }

  private record ReleaseOldest(int bytesToKeep) implements RingOperation {
    @Override
    public void doneTo(QueueModel model) {
      model.releaseOldest(bytesToKeep);
    }
  }

  private static final class QueueModel {
    private final RingStory story = new RingStory(CAPACITY);
    private final MessageRing ring = story.ring;
    private final List<String> messages = new ArrayList<>();
    private final TreeMap<Long, Integer> numbers = new TreeMap<>(); // of messages, by position
    private int sent;
    private int released;

    QueueModel() {
      numbers.put(0L, 0);
    }

    void append(int bytes, int usableBytes) {
      String number = Integer.toString(messages.size() % 10);
      String message = number.repeat(bytes);
      long inUse = ring.tail() - ring.released();
      if (story.append(message, usableBytes)) {
        messages.add(message);
        assertThat(ring.tail() - ring.released()).isLessThanOrEqualTo(usableBytes);
      } else {
        int record = RecordHeader.recordBytes(bytes);
        assertThat(inUse + record + (record - 8))
            .as("with the longest padding")
            .isGreaterThan(usableBytes);
        assertThat(ring.tail() - ring.released()).isEqualTo(inUse);
      }
    }

    void read(int atMost) {
      int end = Math.min(messages.size(), sent + atMost);
      assertThat(story.read(atMost)).isEqualTo(messages.subList(sent, end));
      sent = end;
      numbers.put(ring.sent(), sent);
    }

    void release(double share) {
      long position = someRecord(share);
      ring.release(position);
      released = numbers.get(position);
      numbers.headMap(position).clear();
    }

    void rewind(double share) {
      long position = someRecord(share);
      int number = numbers.get(position);
      assertThat(ring.rewind(position)).isEqualTo(sent - number);
      sent = number;
    }

    private long someRecord(double share) {
      List<Long> positions =
          List.copyOf(numbers.subMap(ring.released(), true, ring.sent(), true).keySet());
      return positions.get((int) Math.round(share * (positions.size() - 1)));
    }

    void releaseOldest(int bytesToKeep) {
      long before = ring.released();
      boolean tooMuch = ring.tail() - before > bytesToKeep;
      released += ring.releaseOldest(bytesToKeep, ring.sent());
      assertThat(ring.released() > before).isEqualTo(tooMuch && before < ring.sent());
      boolean enough = ring.tail() - ring.released() <= bytesToKeep;
      assertThat(enough || ring.released() == ring.sent()).isTrue();
      numbers.headMap(ring.released()).clear();
      numbers.put(ring.released(), released);
    }

    void check() {
      assertThat(ring.countMessages(ring.released(), ring.sent())).isEqualTo(sent - released);
      assertThat(ring.countMessages(ring.sent(), ring.tail())).isEqualTo(messages.size() - sent);
      assertThat(ring.hasWaiting()).isEqualTo(sent < messages.size());
      assertThat(ring.tail() - ring.released()).isBetween(0L, (long) CAPACITY);
    }
  }

  @Property(tries = 2000)
  void matchesItsModel(@ForAll("operations") List<RingOperation> operations) {
    QueueModel model = new QueueModel();
    for (RingOperation operation : operations) {
      operation.doneTo(model);
      model.check();
    }
    model.rewind(0);
    model.read(CAPACITY); // messages that were not released are unchanged
  }

  @Provide
  Arbitrary<List<RingOperation>> operations() {
    Arbitrary<Integer> bytes = Arbitraries.integers().between(0, CAPACITY);
    Arbitrary<Double> shares = Arbitraries.doubles().between(0, 1).ofScale(2);
    Arbitrary<Integer> lengths = Arbitraries.integers().between(1, CAPACITY / 2 - 8);
    Arbitrary<RingOperation> appends =
        lengths.flatMap(
            length ->
                Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(CAPACITY)), Tuple.of(1, bytes))
                    .map(usable -> new AppendOne(length, usable)));
    return Arbitraries.frequencyOf(
            Tuple.of(8, appends),
            Tuple.of(4, Arbitraries.integers().between(0, 5).map(Read::new)),
            Tuple.of(3, shares.map(ReleasePart::new)),
            Tuple.of(2, shares.map(Rewind::new)),
            Tuple.of(1, bytes.map(ReleaseOldest::new)))
        .list()
        .ofMaxSize(100);
  }
}
