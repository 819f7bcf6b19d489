package io.github.failoversyslog.ring;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The checksum of a record: identifies records written to this file at this position.
 *
 * <p>It is the CRC-32C of the message, XORed with a hash of the position and the low half of the
 * header. The hash is keyed with a random number that never leaves the file: text crafted to look
 * like a record, or a copy of a record at another position, matches only with a probability of 1 in
 * 2^32.
 */
final class Checksum {
  /** For a ring in memory, which is never recovered: always 0. */
  static final Checksum NONE = new Checksum(false, 0);

  private final boolean kept;
  private final long salt;

  boolean isKept() {
    return kept;
  }

  private Checksum(boolean kept, long salt) {
    this.kept = kept;
    this.salt = salt;
  }

  static Checksum keyedWith(long salt) {
    return new Checksum(true, salt);
  }

  /** The checksum of a record without its message; {@link #with} adds the message. */
  int of(long position, long header) {
    return kept ? hash(position, RecordHeader.unclaimed(header)) : 0;
  }

  /** The header with the message added to its checksum. */
  long with(byte[] message, int length, long header) {
    if (!kept) {
      return header;
    }
    CRC32C crc = new CRC32C();
    crc.update(message, 0, length);
    return header ^ crc.getValue() << Integer.SIZE;
  }

  static int crc(ByteBuffer message) {
    CRC32C crc = new CRC32C();
    crc.update(message);
    return (int) crc.getValue();
  }

  /** Mixes as SplitMix64 does. */
  private int hash(long position, long header) {
    long mixed = (position ^ salt) * 0x9E3779B97F4A7C15L + (header & 0xFFFF_FFFFL);
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return (int) (mixed ^ mixed >>> 31);
  }
}
