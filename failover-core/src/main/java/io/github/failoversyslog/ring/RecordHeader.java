package io.github.failoversyslog.ring;

/**
 * The eight bytes in front of every record, as one long:
 *
 * <pre>
 *     bits 63..32  checksum; 0 in a ring in memory
 *     bits 31..30  state: 0 nothing written yet, 1 a message, 2 bytes to skip, 3 claimed
 *     bits 29..27  0
 *     bits 26..0   bytes of the message; of a record to skip: its length in 8-byte words minus 1
 * </pre>
 *
 * The functions that create a header leave the checksum 0.
 */
final class RecordHeader {
  static final int BYTES = 8;

  /** Records begin at multiples of this. */
  static final int ALIGNMENT = 8;

  /** A practical limit of 16 MiB; the record layout allows longer messages. */
  static final int LONGEST_MESSAGE = 1 << 24;

  private static final int STATE_SHIFT = 30;
  private static final int MESSAGE = 1;
  private static final int SKIP = 2;
  private static final int CLAIMED = 3;
  private static final long CLAIM = 1L << 31; // turns a message's header into a claimed one
  private static final int LENGTH_MASK = (1 << 27) - 1;
  private static final int CHECKSUM_SHIFT = 32;

  private RecordHeader() {}

  static long message(int messageBytes) {
    return lowHalf(MESSAGE, messageBytes);
  }

  /** The header while the message is being written. */
  static long claimed(long messageHeader) {
    return messageHeader | CLAIM;
  }

  /** The message header of a claimed record; other headers are returned unchanged. */
  static long unclaimed(long header) {
    return isClaimed(header) ? header & ~CLAIM : header;
  }

  /**
   * @param recordBytes including the header; a multiple of 8, up to 2^30
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

  /** Whether the record is committed: a message, or bytes to skip. */
  static boolean isComplete(long header) {
    int state = state(header);
    return state == MESSAGE || state == SKIP;
  }

  /** For a message, committed or claimed. */
  static int messageBytes(long header) {
    return (int) header & LENGTH_MASK;
  }

  /** Length of the record including its header, in every state but "nothing written yet". */
  static int recordBytes(long header) {
    int length = (int) header & LENGTH_MASK;
    return state(header) == SKIP ? (length + 1) * ALIGNMENT : recordBytes(length);
  }

  /** Length of the record of a message of this length. */
  static int recordBytes(int messageBytes) {
    return (BYTES + messageBytes + ALIGNMENT - 1) & -ALIGNMENT;
  }
}
