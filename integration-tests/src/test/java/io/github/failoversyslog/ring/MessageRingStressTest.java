package io.github.failoversyslog.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/**
 * The interleavings that threads may observe in a ring; every other outcome fails. The first number
 * is what the reader found while the writers were running, the last one is the final content in
 * order.
 *
 * <p>JCStress skips a test with more actors than the machine has processors, and reports that only
 * under "scheduling classes"; so two actors share the work where that is possible.
 */
final class MessageRingStressTest {
  private MessageRingStressTest() {}

  /**
   * Two concurrent writers: finally both messages are complete, in the order in which they were
   * read.
   */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 12", "1, 12", "12, 12"},
      expect = ACCEPTABLE,
      desc = "1 before 2")
  @Outcome(
      id = {"0, 21", "2, 21", "21, 21"},
      expect = ACCEPTABLE,
      desc = "2 before 1")
  public static class TwoWritersAndAReader {
    private final RingOfNumbers numbers = new RingOfNumbers();

    @Actor
    public void one() {
      numbers.append(1);
    }

    @Actor
    public void two() {
      numbers.append(2);
    }

    @Actor
    public void reader(II_Result result) {
      result.r1 = numbers.readAndRelease();
    }

    @Arbiter
    public void end(II_Result result) {
      result.r2 = numbers.readOn(result.r1);
    }
  }

  /**
   * Like {@link TwoWritersAndAReader}, but the first of the two has to pad the end of the memory.
   */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 12", "1, 12", "12, 12"},
      expect = ACCEPTABLE,
      desc = "1 before 2")
  @Outcome(
      id = {"0, 21", "2, 21", "21, 21"},
      expect = ACCEPTABLE,
      desc = "2 before 1")
  public static class TwoWritersAndAReaderAtTheEndOfTheMemory {
    private final RingOfNumbers numbers = RingOfNumbers.after(48);

    @Actor
    public void one() {
      numbers.append(1);
    }

    @Actor
    public void two() {
      numbers.append(2);
    }

    @Actor
    public void reader(II_Result result) {
      result.r1 = numbers.readAndRelease();
    }

    @Arbiter
    public void end(II_Result result) {
      result.r2 = numbers.readOn(result.r1);
    }
  }

  /**
   * Like {@link TwoWritersAndAReader}, but one of the writers also reads, as the sender's thread
   * does with its own messages.
   */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 12", "12, 12"},
      expect = ACCEPTABLE,
      desc = "1 before 2")
  @Outcome(
      id = {"2, 21", "21, 21"},
      expect = ACCEPTABLE,
      desc = "2 before 1")
  public static class TwoWritersOfWhomOneReads {
    private final RingOfNumbers numbers = RingOfNumbers.after(48);

    @Actor
    public void one() {
      numbers.append(1);
    }

    @Actor
    public void twoAndReader(II_Result result) {
      numbers.append(2);
      result.r1 = numbers.readAndRelease();
    }

    @Arbiter
    public void end(II_Result result) {
      result.r2 = numbers.readOn(result.r1);
    }
  }

  /** Two consecutive messages of one writer: the second is never read without the first. */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 12", "1, 12", "12, 12"},
      expect = ACCEPTABLE,
      desc = "in order")
  public static class TwoMessagesOfOneWriter {
    private final RingOfNumbers numbers = RingOfNumbers.after(24);

    @Actor
    public void writer() {
      numbers.append(1);
      numbers.append(2);
    }

    @Actor
    public void reader(II_Result result) {
      result.r1 = numbers.readAndRelease();
    }

    @Arbiter
    public void end(II_Result result) {
      result.r2 = numbers.readOn(result.r1);
    }
  }

  /**
   * Messages that were read but not released can be read again, regardless of concurrent writers.
   */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 12", "12, 12"},
      expect = ACCEPTABLE,
      desc = "1 again, then 2")
  public static class ReadingAgain {
    private final RingOfNumbers numbers = RingOfNumbers.after(24);

    public ReadingAgain() {
      numbers.append(1);
    }

    @Actor
    public void writer() {
      numbers.append(2);
    }

    @Actor
    public void reader(II_Result result) {
      numbers.read();
      numbers.ring.rewind(numbers.ring.released());
      result.r1 = numbers.read();
    }

    @Arbiter
    public void end(II_Result result) {
      result.r2 = numbers.readOn(result.r1);
    }
  }

  /** One message of a full ring is released: there is room for one of two new ones. */
  @JCStressTest
  @State
  @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "room for 1")
  @Outcome(id = "false, true, 2", expect = ACCEPTABLE, desc = "room for 2")
  public static class RoomForOneOfTwo {
    private final RingOfNumbers numbers = new RingOfNumbers();

    public RoomForOneOfTwo() {
      numbers.append(8);
      numbers.append(8);
      numbers.read();
    }

    @Actor
    public void one(ZZI_Result result) {
      result.r1 = numbers.append(1);
    }

    @Actor
    public void readerAndTwo(ZZI_Result result) {
      numbers.ring.releaseOldest(24, numbers.ring.sent());
      result.r2 = numbers.append(2);
    }

    @Arbiter
    public void end(ZZI_Result result) {
      result.r3 = numbers.read();
    }
  }

  /** A message written concurrently with sealing is either in the ring or refused. */
  @JCStressTest
  @State
  @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "before")
  @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "after")
  public static class SealedMeanwhile {
    private final RingOfNumbers numbers = new RingOfNumbers();

    @Actor
    public void writer(ZI_Result result) {
      result.r1 = numbers.append(1);
    }

    @Actor
    public void reader() {
      numbers.ring.seal();
    }

    @Arbiter
    public void end(ZI_Result result) {
      result.r2 = numbers.read();
    }
  }
}
