package io.github.failoversyslog.session;

import io.github.failoversyslog.ring.MessageRing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The protocol above one connection: how messages become frames, what the server's responses mean,
 * and which messages need no resend. Uses no socket and no clock. Used by the loop's thread only.
 *
 * <p>Order of calls: {@link #greet}, {@link #received} until {@link #isOpen}, {@link #begin}, then
 * {@link #fill} and {@link #received} in any order, and {@link #finish} until it returns true.
 */
public interface Session {
  /** An empty set of positions, to which nothing may be added. */
  Spans NOTHING = new Spans();

  /**
   * Appends what has to be sent before the first message, if anything.
   *
   * @param batch with room for 100 bytes
   */
  void greet(ByteBuffer batch);

  /** What the server said about itself when the session was opened: {@code name=value} each. */
  default List<String> offers() {
    return List.of();
  }

  /** Whether messages may be sent. */
  boolean isOpen();

  /**
   * This session sends the messages from this ring position on.
   *
   * @param position {@link MessageRing#sent} at this time
   */
  void begin(long position, long nowNanos);

  /**
   * Appends frames for as many waiting messages as the batch holds and the server accepts. Frames
   * may be appended although no message is waiting: messages that the server refused once.
   *
   * @param batch with room for the longest frame
   * @return how many messages were read from the ring
   */
  int fill(ByteBuffer batch, MessageRing ring, long nowNanos);

  /**
   * The position of the first message of the last filled batch whose frame is not completely within
   * the batch's first bytes.
   *
   * @param otherwise returned if all frames are complete
   */
  long firstCut(int bytes, long otherwise);

  /**
   * Whether one more message may be sent now; if not, a response of the server will change that.
   */
  boolean takesMessages();

  /**
   * Handles bytes from the server. This may change {@link #takesMessages}, {@link #releasable} and
   * what {@link #fill} and {@link #finish} append.
   *
   * @param input position to limit
   * @param sinceNanos it arrived after this time
   * @throws IOException if the server ended the session or violated the protocol; the message says
   *     why, in printable characters
   */
  void received(ByteBuffer input, long sinceNanos, long nowNanos) throws IOException;

  /** Everything before this ring position has been written. */
  void written(long position, long nowNanos);

  /** Whether the connection has bytes to write that the socket does not accept. */
  void blocked(boolean nowBlocked, long nowNanos);

  /** Messages before this position no longer need a resend. */
  long releasable(long nowNanos);

  /** The server provably has read the messages before this position. */
  long provenTo();

  /**
   * Takes the positions of those of them that the server has rejected since the last call; nothing
   * may be added to the set.
   */
  default Spans takeRejected() {
    return NOTHING;
  }

  /** A receipt arrived for all messages before this position. */
  default void receipt(long position) {}

  /** Decides when receipts are requested over the connection. */
  default ReceiptRequests receiptRequests() {
    return ReceiptRequests.none();
  }

  /**
   * Whether messages at or after {@link #provenTo} were written for which no receipt is to be
   * expected.
   */
  boolean hasUnproven();

  /**
   * Whether the server's end of stream, after ours, is a receipt for everything that was written.
   */
  boolean isProvenByItsEnd();

  /** Whether unproven messages may be released, and counted, when the ring is full. */
  boolean mayReleaseUnconfirmed();

  /**
   * The position of the first message that has to be sent again after the connection was lost; may
   * be after everything that was sent if there is none.
   *
   * @param endedAfterNanos the connection had not ended at this time
   */
  long resendFrom(Loss loss, long endedAfterNanos);

  /**
   * The ring was rewound: messages from this position on will be read again, whether or not they
   * were written to this connection.
   */
  void rewound(long position);

  /**
   * Closes the session as far as possible now. To be called again after the batch was written and
   * whenever bytes were received, until it returns true.
   *
   * @param batch with room for the longest frame
   * @return whether nothing more has to be sent or received, so that the output can be shut down
   *     once the batch is written
   */
  boolean finish(ByteBuffer batch, MessageRing ring, long nowNanos);

  /** Whether a server can tell a frame truncated by the end of the stream from a complete one. */
  boolean cutFramesShow();

  /** When the server's response is overdue; {@link Long#MAX_VALUE} if none is pending. */
  long silentAtNanos();

  /** The reason to report if no response has arrived by {@link #silentAtNanos}. */
  default String silence() {
    return "";
  }
}
