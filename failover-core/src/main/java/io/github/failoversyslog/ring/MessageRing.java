package io.github.failoversyslog.ring;

import static io.github.failoversyslog.ring.RecordHeader.recordBytes;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;

/**
 * A bounded, replayable queue of messages in off-heap memory: any number of writers, one reader.
 *
 * <p>Writers call {@link #append}, which takes no lock and allocates nothing. All other methods
 * that change the ring are for the reader only. Positions are byte counts since the ring was
 * created; the package description says how they relate.
 */
public final class MessageRing {
  private volatile RingMemory memory; // written by the reader only, as all fields below
  private volatile long sent;
  private long messagesRead; // relative to appends, so recovered messages make it negative
  private long messagesReleased; // counted for a file only

  /**
   * Receives one message from {@link #read}.
   *
   * @param <T> what the message is copied to, such as the batch of a connection
   */
  @FunctionalInterface
  public interface MessageSink<T> {
    /**
     * @param message position to limit; owned by the ring and valid during the call only
     * @param position where the message's record begins in the ring
     * @param target as given to {@link #read}
     * @return false to leave this message and all that follow unread
     */
    boolean accept(ByteBuffer message, long position, T target);
  }

  /**
   * What a file held when it was abandoned.
   *
   * @param unread messages that were not read, or were to be read again after a rewind
   * @param unconfirmed messages that were read but not released
   */
  public record Left(long unread, long unconfirmed) {}

  MessageRing(RingMemory memory) {
    this.memory = memory;
    this.sent = memory.positions().released();
    this.messagesRead = -countMessages(sent, tail());
    this.messagesReleased = messagesRead;
  }

  /**
   * @param capacityBytes 64 to 2^30; rounded up to a power of two
   */
  public static MessageRing inMemory(long capacityBytes) {
    return new MessageRing(RingMemory.memory(capacityBytes));
  }

  /**
   * Appends a message, if there is room. Any thread.
   *
   * @param length of the message; 1 to 16 MB, and to half the capacity less 8 bytes, which fit into
   *     an empty ring at every tail position
   * @param usableBytes how much of the ring may be in use afterwards; 0 to {@link #capacity}
   * @param count incremented before the message is copied, and decremented if the copy fails; an
   *     atomic operation after the copy would stall on its cache misses
   * @return whether the message is in the ring; if not, nothing changed
   * @throws SpoolFaultException if there was room, but the memory cannot be written
   */
  public boolean append(byte[] message, int length, long usableBytes, LongAdder count) {
    try {
      RingMemory claimed = memory;
      long position = claimed.claim(length, usableBytes);
      while (position < 0 && claimed.positions() != positions()) { // memory was replaced
        claimed = memory;
        position = claimed.claim(length, usableBytes);
      }
      if (position < 0) {
        return false;
      }
      if (claimed.write(position, message, length, count)) {
        return true;
      }
    } catch (InternalError e) {
      // a fault in mapped memory
    }
    try {
      MappedMemoryFaults.swallow();
    } catch (InternalError e) {
      // thrown as the method was entered
    }
    throw new SpoolFaultException();
  }

  RingMemory memory() {
    return memory;
  }

  /**
   * Passes the waiting messages to the sink, in order, until the sink refuses one or the next is
   * not committed. Reader only.
   *
   * @param target passed to the sink with each message
   * @return the number of messages that the sink accepted; they count as sent
   * @throws SpoolFaultException if the sink may have received other bytes than were written; then
   *     none of the messages counts as sent
   */
  public <T> int read(T target, MessageSink<T> sink) {
    Records records = records();
    long end = tail();
    long position = sent;
    int messages = 0;
    while (position < end) {
      long header = records.header(position);
      if (!RecordHeader.isComplete(header)) {
        break; // still being written
      }
      if (RecordHeader.isMessage(header)) {
        if (!sink.accept(records.show(position, header, memory.view()), position, target)) {
          break;
        }
        messages++;
      }
      position += recordBytes(header);
    }
    if (position > sent) {
      requireWhole();
    }
    sent = position;
    messagesRead += messages;
    return messages;
  }

  /**
   * The message at a position. Reader only.
   *
   * @param position where a message's record begins, {@link #released()} to {@link #tail()}
   * @return its bytes, position to limit; owned by the ring and valid until the next call or until
   *     the message is released
   */
  public ByteBuffer messageAt(long position) {
    boolean held = position >= released() && position < tail();
    long header = held ? records().header(position) : 0;
    if (!RecordHeader.isMessage(header)) {
      throw new IllegalStateException(
          "no message at " + position + "; expected one from " + released() + " to " + tail());
    }
    requireWhole();
    return records().show(position, header, memory.viewAt());
  }

  /**
   * Copies the start of the oldest message that is not sent. Any thread.
   *
   * @return how many bytes were copied; 0 if there is no such message, it is still being written,
   *     it was sent in the meantime, or the memory cannot be read
   */
  public int copyOldestWaiting(byte[] target) {
    if (!hasWaiting()) {
      return 0; // as mostly: no memory is read, so there is no fault to swallow, which takes 0.1 ms
    }
    int bytes = 0;
    try {
      bytes = tryToCopyOldestWaiting(target);
    } catch (InternalError e) {
      // a fault in mapped memory, which the reader finds, too
    }
    try {
      if (isKept()) {
        MappedMemoryFaults.swallow();
      }
    } catch (InternalError e) {
      bytes = 0; // thrown as one of the methods was entered
    }
    return bytes;
  }

  private int tryToCopyOldestWaiting(byte[] target) {
    RingMemory current = memory;
    long end = tail();
    long position = sent;
    long header = position < end ? current.records().header(position) : 0;
    while (RecordHeader.isComplete(header) && !RecordHeader.isMessage(header)) {
      position += recordBytes(header);
      header = position < end ? current.records().header(position) : 0;
    }
    int bytes =
        RecordHeader.isMessage(header) && current.records().isPossible(position, header)
            ? Math.min(RecordHeader.messageBytes(header), target.length)
            : 0;
    current.records().copy(position, target, bytes);
    VarHandle.acquireFence(); // what was copied is valid if it was not sent, so not released, yet
    return current.positions() == positions() && sent <= position ? bytes : 0;
  }

  /**
   * Skips an uncommitted record at {@code sent}. Reader only, and only if its writer is known to be
   * dead, or presumed so after a long time: the record's memory will be reused.
   *
   * @param end {@link #tail} when the record was first seen; writers of later records may be alive
   * @return whether there was an uncommitted record
   */
  public boolean skipUncommitted(long end) {
    long position = sent;
    if (position == end) {
      return false;
    }
    long header = records().header(position);
    if (RecordHeader.isComplete(header)) {
      return false;
    }
    long next = position;
    if (RecordHeader.isClaimed(header)) {
      next += recordBytes(header);
    } else {
      while (next < end && records().header(next) == 0) { // the writer died before claiming it
        next += RecordHeader.ALIGNMENT;
      }
    }
    records().skip(position, (int) (next - position));
    sent = next;
    return true;
  }

  /**
   * Frees the memory before a position for writers. Reader only.
   *
   * @param position where a record begins, {@link #released()} to {@link #sent()}
   */
  public void release(long position) {
    long from = released();
    if (position < from || position > sent) {
      throw new IllegalStateException(
          "release of " + position + "; expected " + from + " to " + sent);
    }
    if (isKept()) {
      messagesReleased += countMessages(from, position);
    }
    positions().zeroing(position);
    records().zero(from, position);
    positions().release(position);
  }

  /**
   * Releases the oldest messages until at most {@code bytesToKeep} bytes are in use. Reader only.
   *
   * @param end messages from this position on are kept; at most {@link #sent()}
   * @return how many messages were released
   */
  public int releaseOldest(long bytesToKeep, long end) {
    long position = released();
    int messages = 0;
    while (position < end && tail() - position > bytesToKeep) {
      long header = records().header(position);
      messages += RecordHeader.isMessage(header) ? 1 : 0;
      position += recordBytes(header);
    }
    release(position);
    return messages;
  }

  /**
   * Makes {@link #read} return the messages from this position on again. Reader only.
   *
   * @param position where a record begins, {@link #released()} to {@link #sent()}
   * @return how many messages will be read again
   */
  public int rewind(long position) {
    if (position < released() || position > sent) {
      throw new IllegalStateException(
          "rewind to " + position + "; expected " + released() + " to " + sent);
    }
    int messages = countMessages(position, sent);
    sent = position;
    messagesRead -= messages;
    return messages;
  }

  /** Bytes that are free for records. Any thread; others may take them at once. */
  public long room() {
    return capacity() - (tail() - released());
  }

  /** Makes every further append return false. Reader only. */
  public void seal() {
    positions().seal();
  }

  /** Whether the ring is in a file, so that its messages survive the process. Any thread. */
  public boolean isKept() {
    return memory.isKept();
  }

  /** Whether the ring's file still has its full length; true for a ring in memory. Reader only. */
  public boolean isWhole() {
    return memory.isWhole();
  }

  /**
   * Reader only.
   *
   * @throws SpoolFaultException if the ring is not whole
   */
  public void requireWhole() {
    if (!isWhole()) {
      throw new SpoolFaultException();
    }
  }

  /**
   * Replaces a file that can no longer be read or written by empty memory; the messages in the file
   * are abandoned. Positions continue somewhere after the tail. Writers may be active: an append
   * that has not finished throws {@link SpoolFaultException}, all other messages are counted in the
   * result. Reader only.
   *
   * @param capacityBytes of the memory; 64 to 2^30, rounded up to a power of two
   */
  public Left goOnInMemory(long capacityBytes) {
    try {
      MappedMemoryFaults.swallow();
    } catch (InternalError e) {
      // as in append
    }
    RingMemory next = RingMemory.memory(capacityBytes);
    RingMemory file = memory;
    long start = file.positions().tail() + file.records().capacity(); // beyond the file's positions
    next.positions().set(start, start);
    if (file.positions().openTail() < 0) {
      next.positions().seal();
    }
    sent = start;
    memory = next; // before sealing: writers refused by the file retry here
    file.positions().seal();
    return new Left(file.positions().endOfCount() - messagesRead, messagesRead - messagesReleased);
  }

  /** Whether an append is in progress. Reader only. */
  boolean hasWriters() {
    long end = tail();
    long position = released();
    while (position < end && RecordHeader.isComplete(records().header(position))) {
      position += recordBytes(records().header(position));
    }
    return position < end;
  }

  /**
   * Counts the messages between two positions, up to the first that is still being written. Reader
   * only.
   *
   * @param from where a record begins
   */
  public int countMessages(long from, long to) {
    int messages = 0;
    for (long position = from; position < to; ) {
      long header = records().header(position);
      if (!RecordHeader.isComplete(header)) {
        break;
      }
      messages += RecordHeader.isMessage(header) ? 1 : 0;
      position += recordBytes(header);
    }
    return messages;
  }

  /** Whether a message waits at {@link #sent()}, committed or still being written. Any thread. */
  public boolean hasWaiting() {
    return sent < tail();
  }

  /** Whether the next message is committed. Reader only. */
  public boolean isReadable() {
    return hasWaiting() && RecordHeader.isComplete(records().header(sent));
  }

  /** Any thread. */
  public long released() {
    return positions().released();
  }

  /** Any thread; the reader moves it. */
  public long sent() {
    return sent;
  }

  /** Any thread; grows with every append. */
  public long tail() {
    return positions().tail();
  }

  public int capacity() {
    return records().capacity();
  }

  private Positions positions() {
    return memory.positions();
  }

  private Records records() {
    return memory.records();
  }
}
