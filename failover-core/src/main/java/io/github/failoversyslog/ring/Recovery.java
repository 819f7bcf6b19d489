package io.github.failoversyslog.ring;

/**
 * Restores a consistent ring from the file of a process that died or a machine that crashed.
 *
 * <p>After the death of a process everything that was written is in the file. After a crash of the
 * machine every block of the file, including the control page, may be as new as the last write or
 * as old as the last flush to disk. So only records with a valid checksum for their position are
 * accepted; other memory is searched for the next valid record in steps of 8 bytes, and skipped. Of
 * the control page only the released position is used, as a lower bound; records are accepted from
 * one capacity before it (to recognise them as released) to two capacities after it.
 *
 * <p>Memory that is skipped is also zeroed. Otherwise a record in it that was too new to be
 * accepted could be accepted by a later start, and take the place of messages appended in between.
 *
 * <p>Every message that was flushed to disk and not released since is found.
 */
final class Recovery {
  private static final long NONE = -1;
  private static final int STEP = RecordHeader.ALIGNMENT;

  // Garbage can look like headers of long messages. The effort for their checksums is bounded:
  // this many bytes at the start, and EFFORT_PER_STEP more with every step. Records up to that
  // length are found after any amount of garbage, longer ones after less.
  private static final long EFFORT_AT_ONCE = 1L << 28;
  private static final long EFFORT_PER_STEP = 2048;

  private final Positions positions;
  private final Records records;
  private final int capacity;
  private final long start;
  private long effort;
  private long tail; // end of the last record
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
   * @throws DamagedSpoolException if it holds data but no record; it is left unchanged
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

  /** Whether the repair changed the file; it should be flushed to disk before any other write. */
  boolean repaired() {
    return repaired;
  }

  /** Finds the end of the last record; returns whether there is any record. */
  private boolean findTail() {
    effort = EFFORT_AT_ONCE;
    tail = start;
    return search(start, start + capacity);
  }

  /** Moves the tail to the end of the last record in this memory; returns whether there is any. */
  private boolean search(long from, long to) {
    boolean anyRecord = false;
    for (long at = records.zeroUntil(from, to); at < to; at = records.zeroUntil(at, to)) {
      long found = find(at);
      if (found == NONE) {
        at += STEP;
      } else {
        anyRecord = true;
        long header = records.header(found);
        int bytes = RecordHeader.recordBytes(header);
        tail = Math.max(tail, found + bytes);
        if (!RecordHeader.isMessage(header)) {
          searchBehindHeader(at + STEP, Math.min(at + bytes, to));
        }
        at += bytes;
      }
    }
    return anyRecord;
  }

  /**
   * Searches the memory of a record without a message. Its header is valid whatever follows, so it
   * may have been released, and its memory may hold later records by now. Text that a dead writer
   * left there does not reduce the effort for the records after it.
   */
  private void searchBehindHeader(long from, long to) {
    long effortBefore = effort;
    search(from, to);
    effort = effortBefore;
  }

  /**
   * Turns gaps and uncommitted records into records to skip, and counts the messages.
   *
   * @return the position of the first record
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
        } else if (!RecordHeader.isMessage(header)) {
          clearSkipped(at + STEP, at + bytes);
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
      zero(from + STEP, to);
      unreadableBytes += to - from;
      repaired = true;
    }
  }

  /**
   * Zeroes the memory after the header of a record to skip. Text that a dead writer left in it was
   * skipped, and reported, before; from what may be the header of a later message on it is counted.
   * Text can look like one, an {@code @} in its fourth byte for example, and is then reported
   * again.
   */
  private void clearSkipped(long from, long to) {
    long at = records.zeroUntil(from, to);
    while (at < to && !mayBeMessage(at)) {
      at = records.zeroUntil(at + STEP, to);
    }
    unreadableBytes += countRemains(at, to);
    zero(from, to);
  }

  private boolean mayBeMessage(long position) {
    long header = records.header(position);
    int messageBytes = RecordHeader.messageBytes(header);
    return (int) header == (int) RecordHeader.message(messageBytes)
        && records.isPossible(position, header);
  }

  private void zero(long from, long to) {
    for (long at = records.zeroUntil(from, to); at < to; at = records.zeroUntil(at, to)) {
      records.zero(at, Math.min(at + STEP, to));
      repaired = true;
    }
  }

  /** Zeroes the memory after the records, and counts unreadable bytes in it. */
  private void clear(long end) {
    long claimed = positions.savedTail();
    boolean messagesMissing = claimed > tail && claimed <= end && claimed % STEP == 0;
    long from = messagesMissing ? claimed : tail;
    unreadableBytes += from - tail;
    unreadableBytes += countRemains(from, Math.min(end, behindZeroed()));
    unreadableBytes += countRemains(Math.max(from, start + capacity), end);
    zero(tail, end);
  }

  /** Counts the bytes that do not belong to released messages of the previous lap. */
  private long countRemains(long from, long to) {
    long effortBefore = effort;
    effort = EFFORT_AT_ONCE;
    long bytes = 0;
    for (long at = records.zeroUntil(from, to); at < to; at = records.zeroUntil(at, to)) {
      long found = find(at);
      boolean message = found != NONE && RecordHeader.isMessage(records.header(found));
      bytes += found == NONE ? STEP : 0;
      at += message ? RecordHeader.recordBytes(records.header(found)) : STEP;
    }
    effort = effortBefore;
    return bytes;
  }

  /**
   * The end of the memory that holds records or zeros; the rest, up to {@code start + capacity},
   * was being zeroed. Remains there are not reported: they look the same as damage.
   */
  private long behindZeroed() {
    long zeroed = positions.savedZeroed();
    boolean wasZeroing = zeroed < start && zeroed >= start - capacity;
    return (wasZeroing ? zeroed : start) + capacity;
  }

  /**
   * Finds the record at this address in memory.
   *
   * @return the record's position, which may be in another lap, or {@link #NONE}
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
    long inFirstLap = start + Math.floorMod(position - start, capacity);
    for (long lap = -capacity; lap <= capacity; lap += capacity) {
      long candidate = inFirstLap + lap;
      if (candidate >= 0 && records.isIntact(candidate, header, crc)) {
        return candidate;
      }
    }
    effort -= messageBytes;
    return NONE;
  }
}
