package io.github.failoversyslog.ring;

import static io.github.failoversyslog.schedules.Concurrently.require;

import io.github.failoversyslog.schedules.Concurrently;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jetbrains.lincheck.Lincheck;

/** Schedules of a ring's writers and reader that Lincheck goes through, on memory that it sees. */
public final class RingSchedules {
  private static final int SCHEDULES = 500;
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.US_ASCII);

  /** A message that consists of headers. */
  private static final byte[] HEADERS =
      ByteBuffer.allocate(24)
          .order(ByteOrder.nativeOrder())
          .putLong(RecordHeader.message(0))
          .putLong(RecordHeader.message(0))
          .putLong(RecordHeader.message(0))
          .array();

  private RingSchedules() {}

  /** Both messages are read, whole and once, the second of them behind the end of the memory. */
  public static void writersAndReader() {
    Lincheck.runConcurrentTest(SCHEDULES, RingSchedules::writeAndRead);
  }

  private static void writeAndRead() {
    RingOfNumbers numbers = RingOfNumbers.after(24);
    AtomicInteger read = new AtomicInteger();
    Concurrently.run(
        () -> require(numbers.append(1), "no room"),
        () -> require(numbers.append(2), "no room"),
        () -> read.set(numbers.readAndRelease()));
    int digits = numbers.readOn(read.get());
    require(digits == 12 || digits == 21, "read " + digits);
  }

  /** What is written into memory that was just released stays. */
  public static void writerAndRelease() {
    Lincheck.runConcurrentTest(SCHEDULES, RingSchedules::writeAndRelease);
  }

  private static void writeAndRelease() {
    RingOfNumbers numbers = new RingOfNumbers();
    require(numbers.append(8), "no room in an empty ring");
    require(numbers.append(8), "no room for a second message");
    require(numbers.read() == 88, "not whole");
    AtomicInteger accepted = new AtomicInteger();
    Concurrently.run(
        () -> accepted.set(numbers.append(1) || numbers.append(2) ? 1 : 0),
        () -> numbers.ring.release(numbers.ring.sent()));
    int digits = numbers.readAndRelease();
    require((digits > 0) == (accepted.get() > 0), "accepted, but read " + digits);
    require(numbers.append(3) && numbers.append(4), "no room in an empty ring");
    require(numbers.read() == 34, "remains of records in released memory");
  }

  /** A message is in the sealed ring if it was accepted, and only then. */
  public static void writersAndSeal() {
    Lincheck.runConcurrentTest(SCHEDULES, RingSchedules::writeAndSeal);
  }

  private static void writeAndSeal() {
    RingOfNumbers numbers = new RingOfNumbers();
    LongAdder accepted = new LongAdder();
    Concurrently.run(
        () -> accepted.add(numbers.append(1) ? 1 : 0),
        () -> accepted.add(numbers.append(2) ? 2 : 0),
        numbers.ring::seal);
    long tail = numbers.ring.tail();
    require(!numbers.append(3) && numbers.ring.tail() == tail, "not sealed");
    int digits = numbers.read();
    require(digits / 10 + digits % 10 == accepted.sum(), "accepted " + accepted + ", " + digits);
  }

  /** A message that is being written counts once at most, whatever its bytes look like. */
  public static void writerAndCount() {
    Lincheck.runConcurrentTest(SCHEDULES, RingSchedules::writeAndCount);
  }

  private static void writeAndCount() {
    MessageRing ring = MessageRing.inMemory(64);
    AtomicInteger counted = new AtomicInteger();
    Concurrently.run(
        () -> require(ring.append(HEADERS, HEADERS.length, 64, new LongAdder()), "no room"),
        () -> counted.set(ring.countMessages(0, ring.tail())));
    require(counted.get() <= 1, "counted " + counted);
    require(ring.countMessages(0, ring.tail()) == 1, "not counted");
  }

  /** Every message that was accepted is counted as left in the file, or is in memory. */
  public static void writersAndLeaving() {
    Lincheck.runConcurrentTest(SCHEDULES, RingSchedules::writeAndLeave);
  }

  private static void writeAndLeave() {
    MessageRing ring = inFile();
    LongAdder accepted = new LongAdder();
    LongAdder left = new LongAdder();
    Runnable writer = () -> accepted.add(append(ring) ? 1 : 0);
    Concurrently.run(writer, writer, () -> left.add(ring.goOnInMemory(64).unread()));
    int there = ring.read("", (message, position, none) -> true);
    require(accepted.sum() == left.sum() + there, accepted + " accepted, " + left + ", " + there);
  }

  /** As in a file, though in memory. */
  private static MessageRing inFile() {
    Positions positions = Positions.savedIn(Records.zeroedMemory(Positions.BLOCK_BYTES));
    Records records = new Records(Records.zeroedMemory(64), Checksum.keyedWith(1));
    return new MessageRing(RingMemory.of(positions, records, () -> true));
  }

  private static boolean append(MessageRing ring) {
    try {
      boolean accepted = ring.append(MESSAGE, MESSAGE.length, ring.capacity(), new LongAdder());
      require(accepted, "refused although there is room");
      return true;
    } catch (SpoolFaultException e) { // the file was left meanwhile
      return false;
    }
  }
}
