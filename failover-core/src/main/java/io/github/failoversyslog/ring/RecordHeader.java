package io.github.failoversyslog.ring;

/**
 * The eight bytes in front of every record, as one long:
 *
 * <pre>
 *     bits 63..32  checksum, or 0 where none is kept
 *     bits 31..30  state: 0 nothing written yet, 1 a message, 2 bytes to skip, 3 claimed
 *     bits 29..27  0
 *     bits 26..0   bytes of the message; of a record to skip: its 8-byte words less one
 * </pre>
 *
 * The functions that make a header leave the checksum 0.
 */
final class RecordHeader {
  static final int BYTES = 8;

  /** Records begin at multiples of this. */
  static final int ALIGNMENT = 8;

  /** What a log message can sensibly have; the layout would allow for more. */
  static final int LONGEST_MESSAGE = 1 << 24;

  private static final int STATE_SHIFT = 30;
  private static final int MESSAGE = 1;
  private static final int SKIP = 2;
  private static final int CLAIMED = 3;
  private static final long CLAIM = 1L << 31; // makes a claimed record of a message
  private static final int LENGTH_MASK = (1 << 27) - 1;
  private static final int CHECKSUM_SHIFT = 32;

  private RecordHeader() {}

  static long message(int messageBytes) {
    return lowHalf(MESSAGE, messageBytes);
  }

  /** Of a record whose writer is at work on this message. */
  static long claimed(long messageHeader) {
    return messageHeader | CLAIM;
  }

  /** The message that a claimed record was meant for; other headers as they are. */
  static long unclaimed(long header) {
    return isClaimed(header) ? header & ~CLAIM : header;
  }

  /**
   * @param recordBytes with the header; a multiple of 8, up to 2^30
   */
  static long skip(int recordBytes) {
    return lowHalf(SKIP, recordBytes / ALIGNMENT - 1);
  }

  private static long lowHalf(int state, int length) {
    return (state << STATE_SHIFT | length) & 0xFFFF_FFFFL;
  }

  static long withChecksum(long header, int checksum) {
    return (long) checksum << CHECKSUM_SHIFT | header;
  }

  static int checksum(long header) {
    return (int) (header >>> CHECKSUM_SHIFT);
  }

  private static int state(long header) {
    return (int) header >>> STATE_SHIFT;
  }

  static boolean isMessage(long header) {
    return state(header) == MESSAGE;
  }

  static boolean isClaimed(long header) {
    return state(header) == CLAIMED;
  }

  /** Whether the record's writer has done its work: a message, or bytes to skip. */
  static boolean isComplete(long header) {
    int state = state(header);
    return state == MESSAGE || state == SKIP;
  }

  /** Of a message, or of one that is being written. */
  static int messageBytes(long header) {
    return (int) header & LENGTH_MASK;
  }

  /** What the record takes with its header, whatever its state but "nothing written yet". */
  static int recordBytes(long header) {
    int length = (int) header & LENGTH_MASK;
    return state(header) == SKIP ? (length + 1) * ALIGNMENT : recordBytes(length);
  }

  /** Bytes that a message of this length takes. */
  static int recordBytes(int messageBytes) {
    return (BYTES + messageBytes + ALIGNMENT - 1) & -ALIGNMENT;
  }
}
