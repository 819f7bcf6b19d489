package io.github.failoversyslog.session;

import io.github.failoversyslog.ring.MessageRing;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What is said over one connection beyond bare bytes: how a message becomes a frame, what the
 * server answers, and from this, which messages need no resend. Touches no socket and no clock.
 * Used by the loop's thread only.
 *
 * <p>Its life: {@link #greet}, {@link #received} until {@link #isOpen}, {@link #begin}, then {@link
 * #fill} and {@link #received} in turn, and {@link #finish} until it is done.
 */
public interface Session {

  /**
   * Appends what has to be said before messages may flow; nothing if they may at once.
   *
   * @param batch with room for 100 bytes
   */
  void greet(ByteBuffer batch);

  /** Whether messages may flow. */
  boolean isOpen();

  /**
   * Messages from this position of the ring on are this session's.
   *
   * @param position {@link MessageRing#sent} at this time
   */
  void begin(long position, long nowNanos);

  /**
   * Appends frames for as many waiting messages as batch and server take. The batch may get frames
   * although no message waits: ones that the server wants to have again.
   *
   * @param batch with room for the longest frame
   * @return how many messages were read from the ring
   */
  int fill(ByteBuffer batch, MessageRing ring, long nowNanos);

  /**
   * The position of the first message of the last batch that was filled whose frame is not whole
   * among the batch's first bytes.
   *
   * @param otherwise if the frames of all messages are
   */
  long firstCut(int bytes, long otherwise);

  /** Whether the server would take one more message now; if not, an answer will change that. */
  boolean takesMessages();

  /**
   * Takes bytes from the server; afterwards {@link #takesMessages}, {@link #releasable} and what
   * {@link #fill} and {@link #finish} append may have changed.
   *
   * @param input position to limit
   * @throws IOException if the server ended the session or does not speak the protocol; the message
   *     says why, in printable characters
   */
  void received(ByteBuffer input, long nowNanos) throws IOException;

  /** Everything before this position of the ring has been written. */
  void written(long position, long nowNanos);

  /** The connection has bytes to write and takes none, or takes them again. */
  void blocked(boolean nowBlocked, long nowNanos);

  /** Messages before this position need no resend any more. */
  long releasable(long nowNanos);

  /** A receipt proves that the server has read the messages before this position. */
  long provenTo();

  /** A receipt has come for all messages before this position. */
  default void receipt(long position) {}

  /** Decides when the connection is asked for receipts. */
  default ReceiptRequests receiptRequests() {
    return ReceiptRequests.none();
  }

  /** Whether something was written behind that of which no receipt is to be expected. */
  boolean hasUnproven();

  /** Whether the end of the server's stream, after ours, is a receipt for all that was written. */
  boolean isProvenByItsEnd();

  /** Whether messages behind that may be released for lack of room, and are counted. */
  boolean mayReleaseUnconfirmed();

  /**
   * The position of the first message that has to be sent again after this end of the connection;
   * may be beyond all that was sent if there is none.
   *
   * @param endedAfterNanos it had not ended by then
   */
  long resendFrom(Loss loss, long endedAfterNanos);

  /**
   * The reader went back to this position: messages from there on will be read again, whether or
   * not they were written to this connection.
   */
  void rewound(long position);

  /**
   * Says good-bye, as far as that can be said now. To be called again whenever something was
   * received, until all is said; the batch it filled has to be written first.
   *
   * @param batch with room for the longest frame
   * @return whether there is nothing more to say and to hear, so that the output can be shut down
   *     once the batch is written
   */
  boolean finish(ByteBuffer batch, MessageRing ring, long nowNanos);

  /** Whether a server can tell a frame that the end of the stream has cut from a whole one. */
  boolean cutFramesShow();

  /**
   * When the server will have owed an answer for too long; {@link Long#MAX_VALUE} if it owes none.
   */
  long silentAtNanos();

  /** What a server has failed to do that is silent until {@link #silentAtNanos}. */
  default String silence() {
    return "";
  }
}
