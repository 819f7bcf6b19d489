package io.github.failoversyslog.ring;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A spool file in memory: its bytes, and the ring recovered from them. */
final class FileImage {
  static final long SALT = 0x5A17_5A17_5A17_5A17L;

  final RingStory story;
  final MessageRing ring;
  final Positions positions;
  final Records records;
  final Recovery recovery;
  private final ByteBuffer file;
  private boolean cut;

  private FileImage(ByteBuffer file) throws DamagedSpoolException {
    this.file = file;
    int capacity = file.capacity() - ControlPage.BYTES;
    positions = Positions.savedIn(file.slice(0, ControlPage.BYTES));
    records = new Records(file.slice(ControlPage.BYTES, capacity), Checksum.keyedWith(SALT));
    recovery = new Recovery(positions, records);
    recovery.run();
    ring = new MessageRing(RingMemory.of(positions, records, () -> !cut));
    story = new RingStory(ring);
  }

  static FileImage empty(int capacity) {
    return recover(new byte[ControlPage.BYTES + capacity]);
  }

  /** The image after recovery; fails if the file is damaged. */
  static FileImage recover(byte[] bytes) {
    try {
      return tryToRecover(bytes);
    } catch (DamagedSpoolException e) {
      throw new AssertionError(e);
    }
  }

  static FileImage tryToRecover(byte[] bytes) throws DamagedSpoolException {
    return in(Records.zeroedMemory(bytes.length).put(0, bytes));
  }

  /** Recovers a file in this memory. */
  static FileImage in(ByteBuffer file) throws DamagedSpoolException {
    return new FileImage(file);
  }

  /** The file as a process that is killed now leaves it. */
  byte[] bytes() {
    byte[] bytes = new byte[file.capacity()];
    file.get(0, bytes);
    return bytes;
  }

  /** The file on disk after a flush. */
  byte[] forced() {
    positions.saveTail();
    return bytes();
  }

  FileImage afterAKill() {
    return recover(bytes());
  }

  /** The offset of a ring position in the image. */
  static int offset(long position, int capacity) {
    return ControlPage.BYTES + (int) (position & (capacity - 1));
  }

  int offset(long position) {
    return offset(position, ring.capacity());
  }

  /** The bytes of a record of an ASCII message, up to 56 bytes, at this position. */
  static byte[] recordAt(long position, String message, Checksum checksum) {
    Records records = new Records(Records.zeroedMemory(64), checksum);
    byte[] text = message.getBytes(StandardCharsets.US_ASCII);
    records.commit(position, text, text.length, records.claim(position, text.length));
    return ByteBuffer.allocate(RecordHeader.recordBytes(text.length))
        .order(ByteOrder.nativeOrder())
        .putLong(records.header(position))
        .put(text)
        .array();
  }

  /** Makes the file shorter than its memory. */
  void isCutShort() {
    cut = true;
  }

  ByteBuffer file() {
    return file;
  }
}
