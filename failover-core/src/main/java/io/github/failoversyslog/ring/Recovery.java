package io.github.failoversyslog.ring;

/**
 * Makes a well-formed ring of what a process that died, or a machine that stopped, left in a file.
 *
 * <p>After the death of a process all that was ever written is there. After that of a machine every
 * block of the file may be as new as the last write, or as old as the last that reached the disk,
 * the control page included. So only records are believed whose checksum is right, at the position
 * it was computed for; memory that holds none is searched for the next one, 8 bytes at a time, and
 * skipped. Of the control page only the position up to which was released is used, as a lower
 * bound; records are taken from one lap before it (to know them as released) to one behind.
 *
 * <p>Nothing that was written and forced to the disk, and not released since, is missed.
 */
final class Recovery {
  private static final long NONE = -1;
  private static final int STEP = RecordHeader.ALIGNMENT;

  // Garbage looks like headers of long messages. What is spent on computing their checksums is
  // bounded: at once this many bytes, and so many more with every step. Up to that length a record
  // behind any amount of garbage is found, and longer ones behind less of it.
  private static final long EFFORT_AT_ONCE = 1L << 28;
  private static final long EFFORT_PER_STEP = 2048;

  private final Positions positions;
  private final Records records;
  private final int capacity;
  private final long start;
  private long effort;
  private long tail; // behind the last record
  private int messages;
  private long unreadableBytes;
  private boolean repaired;

  Recovery(Positions positions, Records records) {
    this.positions = positions;
    this.records = records;
    this.capacity = records.capacity();
    this.start = positions.savedReleased();
  }

  /**
   * Repairs the ring.
   *
   * @throws DamagedSpoolException if there is no record in it but something else; it is as it was
   */
  void run() throws DamagedSpoolException {
    if (start < 0 || start % STEP != 0 || start > Long.MAX_VALUE / 2) {
      throw new DamagedSpoolException(SpoolTexts.wrongPosition(start));
    }
    boolean anyRecord = findTail();
    if (!anyRecord && records.zeroUntil(start, behindZeroed()) < behindZeroed()) {
      throw new DamagedSpoolException(SpoolTexts.noMessage());
    }
    long released = skipGaps(Math.max(start, tail - capacity));
    clear(released + capacity);
    positions.set(released, tail);
  }

  int messages() {
    return messages;
  }

  long unreadableBytes() {
    return unreadableBytes;
  }

  /** Whether something was changed that had better reach the disk before anything else does. */
  boolean repaired() {
    return repaired;
  }

  /** Finds out how far the records reach; returns whether there are any. */
  private boolean findTail() {
    effort = EFFORT_AT_ONCE;
    tail = start;
    boolean anyRecord = false;
    long end = start + capacity;
    for (long at = records.zeroUntil(start, end); at < end; ) {
      long found = find(at);
      if (found == NONE) {
        at += STEP;
      } else {
        anyRecord = true;
        int bytes = RecordHeader.recordBytes(records.header(found));
        tail = Math.max(tail, found + bytes);
        at += bytes;
      }
      at = records.zeroUntil(at, end);
    }
    return anyRecord;
  }

  /**
   * Makes records to skip of what is none, and of those that were never committed, and counts the
   * messages.
   *
   * @return where the first record begins
   */
  private long skipGaps(long from) {
    effort = EFFORT_AT_ONCE;
    long first = NONE;
    long gap = from;
    for (long at = records.zeroUntil(from, tail); at < tail; ) {
      if (find(at) == at) {
        long header = records.header(at);
        int bytes = RecordHeader.recordBytes(header);
        if (first == NONE) {
          first = at;
        } else {
          skip(gap, at);
        }
        if (RecordHeader.isClaimed(header)) {
          skip(at, at + bytes);
        }
        messages += RecordHeader.isMessage(header) ? 1 : 0;
        gap = at + bytes;
        at = gap;
      } else {
        at += STEP;
      }
      at = records.zeroUntil(at, tail);
    }
    tail = gap;
    return first == NONE ? tail : first;
  }

  private void skip(long from, long to) {
    if (from < to) {
      records.skip(from, (int) (to - from));
      unreadableBytes += to - from;
      repaired = true;
    }
  }

  /** Zeroes the memory behind the records, and counts what is in it. */
  private void clear(long end) {
    long claimed = positions.savedTail();
    boolean messagesMissing = claimed > tail && claimed <= end && claimed % STEP == 0;
    long from = messagesMissing ? claimed : tail;
    unreadableBytes += from - tail;
    unreadableBytes += countRemains(from, Math.min(end, behindZeroed()));
    unreadableBytes += countRemains(Math.max(from, start + capacity), end);
    for (long at = records.zeroUntil(tail, end); at < end; at = records.zeroUntil(at, end)) {
      records.zero(at, Math.min(at + STEP, end));
      repaired = true;
    }
  }

  /** Counts the bytes that belong to no message of the lap before, which was released. */
  private long countRemains(long from, long to) {
    effort = EFFORT_AT_ONCE;
    long bytes = 0;
    for (long at = records.zeroUntil(from, to); at < to; at = records.zeroUntil(at, to)) {
      long found = find(at);
      bytes += found == NONE ? STEP : 0;
      at += found == NONE ? STEP : RecordHeader.recordBytes(records.header(found));
    }
    return bytes;
  }

  /**
   * Where the memory ends that holds records, or zeros: what follows up to {@code start + capacity}
   * was being zeroed.
   */
  private long behindZeroed() {
    long zeroed = positions.savedZeroed();
    boolean wasZeroing = zeroed < start && zeroed >= start - capacity;
    return (wasZeroing ? zeroed : start) + capacity;
  }

  /**
   * Finds the record that begins where this position is in memory.
   *
   * @return its own position, which may be that of another lap, or {@link #NONE}
   */
  private long find(long position) {
    long header = records.header(position);
    if (!records.isPossible(position, header)) {
      return NONE;
    }
    int messageBytes = RecordHeader.isMessage(header) ? RecordHeader.messageBytes(header) : 0;
    effort += EFFORT_PER_STEP;
    if (effort < messageBytes) {
      return NONE;
    }
    int crc = messageBytes > 0 ? records.crc(position, header) : 0;
    // Of a record without a message that was released, the header may be left, and others behind it
    long lapBefore = RecordHeader.isMessage(header) ? -capacity : 0;
    long inFirstLap = start + Math.floorMod(position - start, capacity);
    for (long lap = lapBefore; lap <= capacity; lap += capacity) {
      long candidate = inFirstLap + lap;
      if (candidate >= 0 && records.isIntact(candidate, header, crc)) {
        return candidate;
      }
    }
    effort -= messageBytes;
    return NONE;
  }
}
