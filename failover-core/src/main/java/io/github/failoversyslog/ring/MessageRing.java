package io.github.failoversyslog.ring;

import static io.github.failoversyslog.ring.RecordHeader.recordBytes;

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
    long next = records().endOfUncommitted(position, header, end);
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
    requireSent(position);
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
    requireSent(position);
    int messages = countMessages(position, sent);
    sent = position;
    messagesRead -= messages;
    return messages;
  }

  private void requireSent(long position) {
    if (position < released() || position > sent) {
      throw new IllegalStateException(
          "position " + position + "; expected " + released() + " to " + sent);
    }
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
    RingMemory file = memory;
    RingMemory next = file.successor(capacityBytes);
    sent = next.positions().released();
    memory = next; // before sealing: writers refused by the file retry here
    file.positions().seal();
    return new Left(file.positions().endOfCount() - messagesRead, messagesRead - messagesReleased);
  }

  /** Whether an append is in progress. Reader only. */
  boolean hasWriters() {
    long end = tail();
    return records().committedUntil(released(), end) < end;
  }

  /**
   * Counts the messages between two positions, those too that are still being written, or whose
   * writers have died in them. Reader only.
   *
   * @param from where a record begins
   */
  public int countMessages(long from, long to) {
    return records().countMessages(from, to);
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
