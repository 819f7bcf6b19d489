package io.github.failoversyslog.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A connection to a server that can carry frames. Used by the loop's thread only; no call waits.
 */
public interface Connection {

  /**
   * Calls the handler when the connection can be read, and while {@link #wantWrites} also when it
   * can be written.
   */
  void attach(ReadyHandler handler);

  void wantWrites(boolean wanted);

  /**
   * Advances the TLS handshake, if there is one, as far as possible now. To be called again
   * whenever the connection is ready, until it is done.
   *
   * @return whether it is done
   * @throws IOException if the connection can never be used; the message says why
   */
  default boolean handshake() throws IOException {
    return true;
  }

  /**
   * Whether the handshake is done and the server may still reject the client, because it has sent
   * nothing since: in TLS 1.3 a client is done before the server has checked its certificate. Only
   * {@link #read} changes that.
   */
  default boolean mayBeRejected() {
    return false;
  }

  /**
   * Writes as many bytes as the connection takes now, after what it has taken before.
   *
   * @return 0 if nothing has gone on its way to the server
   */
  int write(ByteBuffer bytes) throws IOException;

  /**
   * Whether all bytes that the connection took are on their way; if not, {@link #write} has to be
   * called again, even without more bytes.
   */
  default boolean isFlushed() {
    return true;
  }

  /**
   * @return how many bytes were read; 0 if there are none now; -1 at the end of the server's stream
   */
  int read(ByteBuffer into) throws IOException;

  /** How long the server took to answer when the connection was made; 0 if that is not known. */
  default long roundTripNanos() {
    return 0;
  }

  /**
   * Whether {@link #askForReceipts} may be called: the protocol has receipts, and all is flushed.
   */
  default boolean canAskForReceipts() {
    return false;
  }

  /**
   * Asks the server to confirm that it has read all that was written before; each request is
   * answered, or all but the last, or none.
   *
   * @param requests one behind the other; 1 or more
   */
  default void askForReceipts(int requests) throws IOException {
    throw new IllegalStateException("this protocol has no receipts");
  }

  /** How many answers to that have come since the connection was made; only {@link #read} adds. */
  default long receipts() {
    return 0;
  }

  /** Ends the output; the server reads to the end and then closes its side. */
  void shutdownOutput() throws IOException;

  /** When {@link #checkDeadline} has something to do; {@link Long#MAX_VALUE}: never. */
  default long wakeAtNanos() {
    return Long.MAX_VALUE;
  }

  /** Does what is due. */
  default void checkDeadline(long nowNanos) {}

  /**
   * What was written still goes to the server, and then the end of the stream. Never fails; a
   * second call does nothing.
   */
  void close();

  /** Closes so that the server does not see an end of the stream, but a break. Never fails. */
  void reset();
}
