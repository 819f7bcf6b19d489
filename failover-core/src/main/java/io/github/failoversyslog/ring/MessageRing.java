package io.github.failoversyslog.ring;

import static io.github.failoversyslog.ring.RecordHeader.recordBytes;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;

/**
 * A bounded, replayable queue of messages in off-heap memory: any number of writers, one reader.
 *
 * <p>Writers call {@link #append}, without lock and without allocation. All other methods that
 * change anything are the reader's. Positions are byte counts since the ring was made; the package
 * page says how they relate.
 */
public final class MessageRing {
  private volatile RingMemory memory; // written by the reader only, as all that follows
  private volatile long sent;
  private long messagesRead; // of those that were appended, so of what was there at first below 0
  private long messagesReleased; // of a file only

  /**
   * Copies one message to where the reader wants it.
   *
   * @param <T> what it is copied to, such as the batch of a connection
   */
  @FunctionalInterface
  public interface MessageSink<T> {
    /**
     * @param message position to limit; belongs to the ring and is valid during the call only
     * @param position where the message's record begins in the ring
     * @param target as given to {@link #read}
     * @return false to leave the message, and all that follow, where they are
     */
    boolean accept(ByteBuffer message, long position, T target);
  }

  /**
   * What a file held when it was left.
   *
   * @param unread messages that nobody read, or that the reader had gone back by
   * @param unconfirmed messages that were read and not released
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
   * @param length of the message; 1 to what {@link #largestMessage} says
   * @param usableBytes how much of the ring may be in use afterwards; 0 to {@link #capacity}
   * @param count gets one more as soon as the message has its place, and loses it again should the
   *     message not get there: an atomic step behind the copying would wait for the cache
   * @return whether the message is in the ring; if not, nothing changed
   * @throws SpoolFaultException if there was room, and no memory
   */
  public boolean append(byte[] message, int length, long usableBytes, LongAdder count) {
    try {
      RingMemory claimed = memory;
      long position = claimed.claim(length, usableBytes);
      while (position < 0 && claimed.positions() != positions()) { // it was left for another one
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
      // the call itself can be what the virtual machine has been waiting for
    }
    throw new SpoolFaultException();
  }

  /** What writers do is done there. */
  RingMemory memory() {
    return memory;
  }

  /**
   * Hands the waiting messages to the sink, in order, until it refuses one or none is committed.
   * Reader only.
   *
   * @param target handed to the sink with each of them
   * @return the number of messages the sink took; they count as sent
   * @throws SpoolFaultException if what the sink was shown may not be what was written; then none
   *     counts
   */
  public <T> int read(T target, MessageSink<T> sink) {
    Records records = records();
    long end = tail();
    long position = sent;
    int messages = 0;
    while (position < end) {
      long header = records.header(position);
      if (!RecordHeader.isComplete(header)) {
        break; // a writer is at work on it
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
   * Shows a message again. Reader only.
   *
   * @param position where a message's record begins, {@link #released()} to {@link #tail()}
   * @return its bytes, position to limit; belongs to the ring and is valid until the next call or
   *     until the message is released
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
   * Skips the record at {@code sent} that its writer never committed. Reader only, and only when
   * that writer is known, or after a long time presumed, to be dead: the record's memory is used
   * again.
   *
   * @param end what {@link #tail} was when the record was first seen: a writer behind it may be
   *     alive
   * @return whether there was such a record
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
      while (next < end && records().header(next) == 0) { // dead before it wrote anything at all
        next += RecordHeader.ALIGNMENT;
      }
    }
    records().skip(position, (int) (next - position));
    sent = next;
    return true;
  }

  /**
   * Gives memory back to the writers. Reader only.
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
   * Releases the oldest messages until the ring holds no more than this. Reader only.
   *
   * @param end messages from this position on stay; at most {@link #sent()}
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
   * Goes back, so that all messages from this position on are read again. Reader only.
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

  /** From now on every append is refused. Reader only. */
  public void seal() {
    positions().seal();
  }

  /** Whether what is in the ring outlives the process. Any thread. */
  public boolean isKept() {
    return memory.isKept();
  }

  /** Whether the ring's file, if it is in one, is as long as it was. Reader only. */
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
   * Leaves a file that cannot be read or written any more, with all that is in it, for empty
   * memory. Positions go on somewhere behind the tail. Writers may be at work: what they have not
   * finished they are told of, and all else is in the answer. Reader only.
   *
   * @param capacityBytes of the memory; 64 to 2^30, rounded up to a power of two
   */
  public Left goOnInMemory(long capacityBytes) {
    try {
      MappedMemoryFaults.swallow();
    } catch (InternalError e) {
      // as after an append
    }
    RingMemory next = RingMemory.memory(capacityBytes);
    RingMemory file = memory;
    long start = file.positions().tail() + file.records().capacity(); // nobody gets so far there
    next.positions().set(start, start);
    if (file.positions().openTail() < 0) {
      next.positions().seal();
    }
    sent = start;
    memory = next; // first: whom the file refuses from here on finds room here
    file.positions().seal();
    return new Left(file.positions().endOfCount() - messagesRead, messagesRead - messagesReleased);
  }

  /** Whether an append has begun that has not ended. Reader only. */
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

  /** Whether something waits at {@link #sent()}, committed or being written. Any thread. */
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

  /** The longest message that always fits into an empty ring, wherever its tail is. */
  public int largestMessage() {
    return Math.min(capacity() / 2 - RecordHeader.BYTES, RecordHeader.LONGEST_MESSAGE);
  }
}
