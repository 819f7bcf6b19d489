package io.github.failoversyslog.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A bounded, replayable queue of messages in off-heap memory: any number of writers, one reader.
 *
 * <p>Writers call {@link #append}, without lock and without allocation. All other methods that
 * change anything are the reader's. Positions are byte counts since the ring was made; the package
 * page says how they relate.
 */
public final class MessageRing {
  /** Records and their headers start at multiples of this. */
  static final int ALIGNMENT = 8;

  static final int HEADER_BYTES = 8;
  private static final int SEVERITY_SHIFT = 32;
  private static final int SKIP = 0xFF; // in place of a severity: these bytes hold no message

  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  // Offsets in the control block, far enough apart that writers and reader do not share a cache
  // line.
  private static final int TAIL = 256;
  private static final int RELEASED = 512;
  static final int CONTROL_BYTES = 4096;

  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(4096).asReadOnlyBuffer();

  private final ByteBuffer control;
  private final ByteBuffer data;
  private final int capacity;
  private final int mask;
  private final ByteBuffer view; // the reader's window on one message
  private volatile long sent; // written by the reader only
  private volatile long sealedTail = Long.MAX_VALUE;

  /** Reads one message. */
  @FunctionalInterface
  public interface Sink {
    /**
     * @param message position to limit; belongs to the ring and is valid during the call only
     * @return false to leave the message, and all that follow, where they are
     */
    boolean accept(ByteBuffer message);
  }

  private MessageRing(ByteBuffer control, ByteBuffer data) {
    this.control = control;
    this.data = data;
    this.capacity = data.capacity();
    this.mask = capacity - 1;
    this.view = data.duplicate();
  }

  /**
   * @param capacityBytes 64 to 2^30; rounded up to a power of two
   */
  public static MessageRing inMemory(long capacityBytes) {
    if (capacityBytes < 64 || capacityBytes > 1 << 30) {
      throw new IllegalArgumentException(
          "capacity is " + capacityBytes + "; expected 64 to " + (1 << 30));
    }
    int capacity = Math.max(64, Integer.highestOneBit((int) capacityBytes - 1) << 1);
    return new MessageRing(
        ByteBuffer.allocateDirect(CONTROL_BYTES + ALIGNMENT).alignedSlice(ALIGNMENT),
        ByteBuffer.allocateDirect(capacity + ALIGNMENT).alignedSlice(ALIGNMENT).slice(0, capacity));
  }

  /** Bytes that a message of this length takes. */
  static int recordBytes(int messageBytes) {
    return (HEADER_BYTES + messageBytes + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /**
   * Appends a message, if there is room. Any thread.
   *
   * @param length of the message; 1 to what {@link #largestMessage} says
   * @param severity 0 to 7
   * @param usableBytes how much of the ring may be in use afterwards; 0 to {@link #capacity}
   * @return whether the message is in the ring; if not, nothing changed
   */
  public boolean append(byte[] message, int offset, int length, int severity, long usableBytes) {
    int recordBytes = recordBytes(length);
    long position = claim(recordBytes, usableBytes);
    if (position < 0) {
      return false;
    }
    int at = (int) position & mask;
    boolean copied = false;
    try {
      setHeader(at, -length, severity);
      data.put(at + HEADER_BYTES, message, offset, length);
      copied = true;
    } finally {
      if (copied) {
        setHeader(at, length, severity); // committed
      } else {
        setHeader(at, recordBytes - HEADER_BYTES, SKIP);
      }
    }
    return true;
  }

  /**
   * Moves the tail past a record that does not wrap. Returns its position, or -1 if there is no
   * room.
   */
  private long claim(int recordBytes, long usableBytes) {
    while (true) {
      long tail = (long) LONG.getVolatile(control, TAIL);
      long released =
          (long)
              LONG.getVolatile(
                  control, RELEASED); // after the tail: an older value would refuse too early
      int at = (int) tail & mask;
      int padding = capacity - at < recordBytes ? capacity - at : 0;
      long newTail = tail + padding + recordBytes;
      if (newTail - released > usableBytes) {
        return -1;
      }
      if (LONG.compareAndSet(control, TAIL, tail, newTail)) {
        if (padding > 0) {
          setHeader(at, padding - HEADER_BYTES, SKIP);
        }
        return tail + padding;
      }
    }
  }

  private void setHeader(int at, int length, int severity) {
    long header = ((long) severity << SEVERITY_SHIFT) | (length & 0xFFFF_FFFFL);
    LONG.setRelease(data, at, header);
  }

  private long header(long position) {
    return (long) LONG.getAcquire(data, (int) position & mask);
  }

  /**
   * Whether the header's writer has done its work: a message, or bytes to skip (of which there may
   * be 0 behind the header).
   */
  private static boolean isComplete(long header) {
    return header != 0 && (int) header >= 0;
  }

  private static boolean isMessage(long header) {
    return (int) (header >>> SEVERITY_SHIFT) != SKIP;
  }

  /**
   * Hands the waiting messages to the sink, in order, until it refuses one or none is committed.
   * Reader only.
   *
   * @return the number of messages the sink took; they count as sent
   */
  public int read(Sink sink) {
    long end = tail();
    long position = sent;
    int messages = 0;
    while (position < end) {
      long header = header(position);
      if (!isComplete(header)) {
        break; // a writer is at work on it
      }
      int length = (int) header;
      if (isMessage(header)) {
        int start = ((int) position & mask) + HEADER_BYTES;
        if (!sink.accept(view.limit(start + length).position(start))) {
          break;
        }
        messages++;
      }
      position += recordBytes(length);
    }
    sent = position;
    return messages;
  }

  /**
   * Skips the record at {@code sent} that its writer never committed. Reader only, and only when
   * that writer is known, or after a long time presumed, to be dead: the record's memory is used
   * again.
   *
   * @param end what {@link #tail} was when the hole was first seen: a writer behind it may be alive
   * @return whether there was such a record
   */
  public boolean skipHole(long end) {
    long position = sent;
    if (position == end) {
      return false;
    }
    long header = header(position);
    if (isComplete(header)) {
      return false;
    }
    int length = (int) header;
    long next = position;
    if (length < 0) {
      next += recordBytes(-length);
    } else {
      while (next < end && header(next) == 0) { // its writer died before it wrote anything at all
        next += ALIGNMENT;
      }
    }
    int gapBytes = (int) (next - position);
    setHeader((int) position & mask, gapBytes - HEADER_BYTES, SKIP);
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
    while (from < position) {
      int at = (int) from & mask;
      int bytes = (int) Math.min(Math.min(position - from, capacity - at), ZEROS.capacity());
      data.put(at, ZEROS, 0, bytes);
      from += bytes;
    }
    LONG.setRelease(control, RELEASED, position);
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
      long header = header(position);
      messages += isMessage(header) ? 1 : 0;
      position += recordBytes((int) header);
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
    return messages;
  }

  /** From now on every append is refused. Reader only. */
  public void seal() {
    if (sealedTail == Long.MAX_VALUE) {
      sealedTail = (long) LONG.getAndAdd(control, TAIL, 2L * capacity); // no claim fits behind it
    }
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
      long header = header(position);
      if (!isComplete(header)) {
        break;
      }
      messages += isMessage(header) ? 1 : 0;
      position += recordBytes((int) header);
    }
    return messages;
  }

  /** Whether something waits at {@link #sent()}, committed or being written. Any thread. */
  public boolean hasWaiting() {
    return sent < tail();
  }

  /** Whether the next message is committed. Reader only. */
  public boolean isReadable() {
    return hasWaiting() && isComplete(header(sent));
  }

  /** Any thread. */
  public long released() {
    return (long) LONG.getAcquire(control, RELEASED);
  }

  /** Any thread; the reader moves it. */
  public long sent() {
    return sent;
  }

  /** Any thread; grows with every append. */
  public long tail() {
    return Math.min((long) LONG.getVolatile(control, TAIL), sealedTail);
  }

  public int capacity() {
    return capacity;
  }

  /** The longest message that always fits into an empty ring, wherever its tail is. */
  public int largestMessage() {
    return capacity / 2 - HEADER_BYTES;
  }
}
