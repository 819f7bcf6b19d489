package io.github.failoversyslog.engine;

import static io.github.failoversyslog.engine.VirtualTime.MILLISECOND;
import static io.github.failoversyslog.engine.VirtualTime.SECOND;

/** The bytes that the sender's kernel holds of one connection, and when it sends or gives up. */
final class SendQueue {

  /** How long the kernel retransmits and probes a silent host before it gives up. */
  static final long LONGEST_PATIENCE_NANOS = 924 * SECOND;

  static final long FIRST_RETRANSMISSION_NANOS = 200 * MILLISECOND;
  private static final long KEEPALIVE_NANOS = 60 * SECOND;

  private final VirtualTime timeline;
  private final int bytes;
  private long written;
  private long acknowledged;
  private long unansweredSinceNanos; // since when the kernel retransmits without progress

  /**
   * @param bytes how many it can hold
   */
  SendQueue(VirtualTime timeline, int bytes) {
    this.timeline = timeline;
    this.bytes = bytes;
  }

  long room() {
    return bytes - (written - acknowledged);
  }

  /** Whether everything was acknowledged. */
  boolean isEmpty() {
    return written == acknowledged;
  }

  /** All bytes that were written so far. */
  long written() {
    return written;
  }

  /** Bytes are written, or a write found no room for any. */
  void takes(int count) {
    if (isEmpty()) {
      unansweredSinceNanos = timeline.now();
    }
    written += count;
  }

  /** The end of the stream is written. */
  void endsStream() {
    takes(0);
  }

  void isAcknowledged(long upTo) {
    if (upTo > acknowledged) {
      acknowledged = upTo;
      unansweredSinceNanos = timeline.now();
    }
  }

  /**
   * When the kernel gives up if nothing more is acknowledged.
   *
   * @param ended whether the end of the stream was written
   */
  long givesUpAtNanos(boolean ended) {
    boolean unanswered = !isEmpty() || ended;
    return unansweredSinceNanos + (unanswered ? LONGEST_PATIENCE_NANOS : 2 * KEEPALIVE_NANOS);
  }

  /** The longest time until the kernel sends another packet. */
  long untilItSpeaksNanos() {
    return isEmpty()
        ? KEEPALIVE_NANOS
        : FIRST_RETRANSMISSION_NANOS + timeline.now() - unansweredSinceNanos;
  }
}
