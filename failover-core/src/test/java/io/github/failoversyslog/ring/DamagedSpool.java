package io.github.failoversyslog.ring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * The file of a spool that was used for a while, and was then damaged in any way but by somebody
 * who knows its key. Whatever was done to it:
 *
 * <ul>
 *   <li>it is refused, and left as it is; or every recovered message was appended, at this position
 *       of the ring, and there are as many as the report says;
 *   <li>every message that waited is recovered if nothing put valid headers into the file, and
 *       neither the positions nor the message were damaged;
 *   <li>the ring is consistent, accepts messages, and a second start recovers the same and reports
 *       nothing.
 * </ul>
 */
public final class DamagedSpool {
  private static final int MOST_DEEDS = 100;
  private static final int MOST_DAMAGES = 8;
  private static final int SMALLEST_LOG2 = 6;
  private static final int POSITIONS_AT = 1024; // released, zeroed and tail, 8 bytes each
  private static final Checksum KEYED = Checksum.keyedWith(FileImage.SALT);

  private final Choices choices;
  private final int capacity;
  private final Map<Long, Set<String>> appended = new HashMap<>(); // by position
  private FileImage image;
  private byte[] before;
  private List<Found> untouched = List.of(); // which have to be recovered
  private boolean forged; // valid headers, or positions
  private int number;

  /** A message and where it was found. */
  private record Found(long position, String message) {}

  private DamagedSpool(Choices choices) {
    this.choices = choices;
    this.capacity = 1 << (SMALLEST_LOG2 + choices.next(6));
    this.image = FileImage.empty(capacity);
    this.before = image.bytes();
  }

  /**
   * Uses a spool, damages its file and recovers it.
   *
   * @return whether the file was accepted
   * @throws AssertionError if something does not hold
   */
  public static boolean isAccepted(Choices choices) {
    DamagedSpool spool = new DamagedSpool(choices);
    return spool.isRecovered(spool.damagedFile());
  }

  /** A used and damaged file with its control page, for {@link Spool#open}. */
  static DamagedSpool used(Choices choices) {
    return new DamagedSpool(choices);
  }

  byte[] damagedFile() {
    int kindOfLife = choices.next(16);
    for (int deed = choices.next(MOST_DEEDS); deed > 0 && choices.hasMore(); deed--) {
      live();
    }
    byte[] file = image.forced();
    byte[] undamaged = file.clone();
    if (kindOfLife == 0) {
      garbage(file, 0, file.length);
    }
    for (int damage = choices.next(MOST_DAMAGES); damage > 0; damage--) {
      damage(file);
    }
    boolean samePositions = isSame(undamaged, file, POSITIONS_AT, 3 * Long.BYTES);
    untouched =
        forged || !samePositions
            ? List.of()
            : waiting().stream().filter(message -> isUntouched(message, undamaged, file)).toList();
    return file;
  }

  /** What was not released, read from the records themselves. */
  private List<Found> waiting() {
    List<Found> waiting = new ArrayList<>();
    long tail = image.ring.tail();
    for (long at = image.ring.released(); at < tail; ) {
      long header = image.records.header(at);
      if (RecordHeader.isMessage(header)) {
        String message = ISO_8859_1.decode(image.ring.messageAt(at)).toString();
        waiting.add(new Found(at, message));
      }
      at =
          RecordHeader.isComplete(header)
              ? at + RecordHeader.recordBytes(header)
              : image.records.endOfUncommitted(at, header, tail);
    }
    return waiting;
  }

  private boolean isUntouched(Found message, byte[] undamaged, byte[] file) {
    int bytes = RecordHeader.recordBytes(message.message.length());
    return isSame(undamaged, file, image.offset(message.position), bytes);
  }

  private static boolean isSame(byte[] one, byte[] other, int from, int bytes) {
    return Arrays.equals(one, from, from + bytes, other, from, from + bytes);
  }

  private void live() {
    switch (choices.next(12)) {
      case 0, 1, 2, 3, 4 -> append(1 + choices.next(capacity / 2 - RecordHeader.BYTES));
      case 5 -> appendCopyOfARecord();
      case 6 -> image.story.read(choices.next(8));
      case 7 -> image.ring.release(image.ring.sent());
      case 8 -> Writers.diesAfterTheClaim(image.ring, 1 + choices.next(capacity / 4));
      case 9 -> aWriterDiesInItsMessage(1 + choices.next(capacity / 4));
      case 10 -> {
        image.story.readAll();
        image.ring.skipUncommitted(image.ring.tail());
      }
      default -> {
        before = image.forced();
        image = choices.next(2) == 0 ? image : image.afterAKill();
      }
    }
  }

  private void append(int bytes) {
    append((number++ + "-message-").repeat(1 + bytes / 8).substring(0, bytes).getBytes(ISO_8859_1));
  }

  /** A message with the bytes of a record in it. */
  private void appendCopyOfARecord() {
    byte[] file = image.bytes();
    int from = ControlPage.BYTES + choices.next(capacity / 8) * 8;
    int bytes = Math.min(8 * (1 + choices.next(4)), file.length - from);
    if (bytes <= capacity / 2 - RecordHeader.BYTES) {
      append(Arrays.copyOfRange(file, from, from + bytes));
    }
  }

  private void append(byte[] message) {
    if (image.ring.append(message, message.length, capacity, new LongAdder())) {
      long position = image.ring.tail() - RecordHeader.recordBytes(message.length);
      appended
          .computeIfAbsent(position, at -> new HashSet<>())
          .add(new String(message, ISO_8859_1));
    }
  }

  private void aWriterDiesInItsMessage(int bytes) {
    long position = Writers.diesAfterTheClaim(image.ring, bytes);
    if (position >= 0) {
      image.records.claim(position, bytes);
      image.records.put(position, "half ".repeat(bytes).getBytes(ISO_8859_1), bytes / 2);
    }
  }

  private void damage(byte[] file) {
    switch (choices.next(8)) {
      case 0, 1 -> file[choices.next(file.length)] ^= (byte) (1 << choices.next(8));
      case 2 -> garbage(file, anyRecord(), 8 * (1 + choices.next(8)));
      case 3 -> overwrite(file, anyRecord(), new byte[8 * (1 + choices.next(16))]);
      default -> {
        forged = true;
        forge(file);
      }
    }
  }

  private void forge(byte[] file) {
    switch (choices.next(4)) {
      case 0 -> moveWords(file, file);
      case 1 -> moveWords(before, file);
      case 2 -> putLong(file, anyRecord(), headerWithoutMessage());
      default -> putLong(file, POSITIONS_AT + 8 * choices.next(3), position());
    }
  }

  private int anyRecord() {
    return ControlPage.BYTES + 8 * choices.next(capacity / 8);
  }

  /** From anywhere in the memory of a file to the same place or another one. */
  private void moveWords(byte[] from, byte[] to) {
    int at = anyRecord();
    int bytes = Math.min(8 * (1 + choices.next(32)), from.length - at);
    overwrite(
        to, choices.next(2) == 0 ? at : anyRecord(), Arrays.copyOfRange(from, at, at + bytes));
  }

  /** A valid header of a record to skip, or of one whose writer died, or one without checksum. */
  private long headerWithoutMessage() {
    int length = choices.next(1 << 12);
    long header =
        switch (choices.next(3)) {
          case 0 -> RecordHeader.skip((length + 1) * RecordHeader.ALIGNMENT);
          case 1 -> RecordHeader.claimed(RecordHeader.message(length));
          default -> RecordHeader.message(length);
        };
    return RecordHeader.isMessage(header)
        ? header
        : RecordHeader.withChecksum(header, KEYED.of(8L * choices.next(1 << 10), header));
  }

  private long position() {
    long lap = (long) choices.next(4) * capacity + 8L * choices.next(capacity / 8);
    return switch (choices.next(6)) {
      case 0 -> -lap;
      case 1 -> lap + choices.next(8);
      case 2 -> Long.MAX_VALUE - lap;
      case 3 -> (Long.MAX_VALUE >> choices.next(63)) & -8;
      default -> lap;
    };
  }

  private void garbage(byte[] file, int from, int bytes) {
    byte[] noise = new byte[bytes];
    new Random(choices.next(1 << 16)).nextBytes(noise);
    overwrite(file, from, noise);
  }

  private static void overwrite(byte[] file, int at, byte[] bytes) {
    System.arraycopy(bytes, 0, file, at, Math.min(bytes.length, file.length - at));
  }

  private static void putLong(byte[] file, int at, long value) {
    ByteBuffer.wrap(file).order(ByteOrder.nativeOrder()).putLong(at, value);
  }

  /** Recovers the file in memory; returns whether it was accepted. */
  private boolean isRecovered(byte[] file) {
    ByteBuffer memory = Records.zeroedMemory(file.length).put(0, file);
    FileImage after;
    try {
      after = FileImage.in(memory);
    } catch (DamagedSpoolException e) {
      require(memory.equals(ByteBuffer.wrap(file)), "a refused file was changed");
      require(untouched.isEmpty(), "a file with a readable message was refused");
      return false;
    }
    List<Found> found = found(after.ring);
    require(found.size() == after.recovery.messages(), "wrong number of messages in the report");
    requireAppended(found);
    requireWellFormed(after, found);
    return true;
  }

  private void requireWellFormed(FileImage after, List<Found> found) {
    MessageRing ring = after.ring;
    long used = ring.tail() - ring.released();
    require(used >= 0 && used <= capacity, "positions are inconsistent");
    long end = ring.released() + capacity;
    require(after.records.zeroUntil(ring.tail(), end) == end, "memory behind the tail is used");
    FileImage again = after.afterAKill();
    require(found(again.ring).equals(found), "a second start recovers something else");
    require(again.recovery.unreadableBytes() == 0, "a second start reports unreadable bytes");
    ring.release(ring.sent());
    require(after.story.append("new"), "an empty ring takes no message");
    FileImage last = after.afterAKill();
    require(last.story.readAll().equals(List.of("new")), "a message after the recovery is lost");
  }

  /** All waiting messages, which are then read. */
  private static List<Found> found(MessageRing ring) {
    List<Found> found = new ArrayList<>();
    ring.read(
        found,
        (message, position, list) ->
            list.add(new Found(position, ISO_8859_1.decode(message).toString())));
    return found;
  }

  /** Reads all waiting messages of a ring that was recovered from this file. */
  int requireAppended(MessageRing ring) {
    List<Found> found = found(ring);
    requireAppended(found);
    return found.size();
  }

  private void requireAppended(List<Found> found) {
    List<Found> missing = new ArrayList<>(untouched);
    missing.removeAll(found);
    require(missing.isEmpty(), "messages that nothing has damaged are missing: " + missing);
    for (Found message : found) {
      require(
          appended.getOrDefault(message.position, Set.of()).contains(message.message),
          "a message that was never appended: " + message);
    }
  }

  private static void require(boolean met, String otherwise) {
    if (!met) {
      throw new AssertionError(otherwise);
    }
  }
}
