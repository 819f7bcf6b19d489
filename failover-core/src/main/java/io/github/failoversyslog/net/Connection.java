package io.github.failoversyslog.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A connection to a server. Used by the loop's thread only; no call blocks. */
public interface Connection {

  /**
   * Within this time after the handshake a server that rejects the client has done so, also one
   * that is far away: {@link #mayBeRejected}.
   */
  long REJECTION_NANOS = 1_000_000_000;

  /**
   * Sets the handler that is called when the connection is readable and, while {@link #wantWrites}
   * is set, when it is writable.
   */
  void attach(ReadyHandler handler);

  void wantWrites(boolean wanted);

  /**
   * Advances the TLS handshake, if there is one, as far as possible. To be called again whenever
   * the connection is ready, until the handshake is complete.
   *
   * @return whether the handshake is complete
   * @throws IOException if the handshake failed; the message says why
   */
  default boolean handshake() throws IOException {
    return true;
  }

  /**
   * Whether the server may still reject the client after the handshake, because it has sent nothing
   * since: in TLS 1.3 the client's handshake completes before the server has checked the client's
   * certificate. Only {@link #read} changes this.
   */
  default boolean mayBeRejected() {
    return false;
  }

  /**
   * Whether the server ended this connection by refusing the TLS session that it was offered,
   * perhaps: another connection without one shows that.
   */
  default boolean refusedSession() {
    return false;
  }

  /**
   * Writes as many bytes as the connection accepts now, after any it still has buffered.
   *
   * @return 0 if nothing was passed to the kernel
   */
  int write(ByteBuffer bytes) throws IOException;

  /**
   * Whether all accepted bytes were passed to the kernel; if not, {@link #write} has to be called
   * again, even without more bytes.
   */
  default boolean isFlushed() {
    return true;
  }

  /**
   * @return the number of bytes read; 0 if none are available; -1 at the end of the server's stream
   */
  int read(ByteBuffer into) throws IOException;

  /** Begins a turn of the loop: {@link #read} reads a limited number of bytes in each. */
  default void beginTurn() {}

  /** Whether the last {@link #read} may have left input, because this turn has read much. */
  default boolean mayHaveMore() {
    return false;
  }

  /** The server's address and port. */
  default String peer() {
    return "";
  }

  /**
   * Empty without TLS, and before the end of the handshake unless that failed because certificates
   * of the server were refused.
   */
  default Optional<Encryption> encryption() {
    return Optional.empty();
  }

  /** The round trip time, measured when the connection was established; 0 if unknown. */
  default long roundTripNanos() {
    return 0;
  }

  /**
   * Whether {@link #askForReceipts} may be called: the protocol has receipts, and everything is
   * flushed.
   */
  default boolean canAskForReceipts() {
    return false;
  }

  /**
   * Requests confirmation that the server has read everything written before. Servers answer every
   * request, all but the last one, or none.
   *
   * @param requests number of consecutive requests, 1 or more
   */
  default void askForReceipts(int requests) throws IOException {
    throw new IllegalStateException("this protocol has no receipts");
  }

  /**
   * Number of answers to {@link #askForReceipts} since the connection was established; only {@link
   * #read} increases it.
   */
  default long receipts() {
    return 0;
  }

  /** Shuts down the output; the server is expected to read to the end and then close its side. */
  void shutdownOutput() throws IOException;

  /** When to call {@link #checkDeadline} next; {@link Long#MAX_VALUE}: never. */
  default long wakeAtNanos() {
    return Long.MAX_VALUE;
  }

  /** Performs what is due at this time. */
  default void checkDeadline(long nowNanos) {}

  /**
   * Closes the connection; what was written is still sent, followed by the end of the stream. Never
   * fails; a second call does nothing.
   */
  void close();

  /** Closes the connection with a TCP reset instead of an end of the stream. Never fails. */
  void reset();
}
