package io.github.failoversyslog.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends the alerts that end a TLS connection. They come from the engine, because the channel would
 * lose an alert that the socket does not accept at once, and would not allow reading afterwards.
 * Used by the loop's thread only.
 */
final class TlsAlerts {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel socket;
  private @Nullable ByteBuffer closeNotify; // its unwritten rest
  private boolean closed;

  TlsAlerts(SocketChannel socket) {
    this.socket = socket;
  }

  /**
   * Creates close_notify: RFC 5425 section 4.4. Everything wrapped before must have been written.
   */
  void beginToClose(SSLEngine engine) throws SSLException {
    engine.closeOutbound();
    closeNotify = alertOf(engine);
  }

  /** Whether {@link #sendCloseNotify} has something to do. */
  boolean isClosing() {
    return closeNotify != null && socket.isOpen();
  }

  /**
   * Writes what the socket accepts of close_notify, and then shuts down TCP's output.
   *
   * @return whether all was written
   */
  boolean sendCloseNotify() throws IOException {
    ByteBuffer left = closeNotify;
    if (left != null) {
      socket.write(left);
      if (left.hasRemaining()) {
        return false;
      }
      closeNotify = null;
      closed = true;
      socket.shutdownOutput();
    }
    return true;
  }

  /** Whether close_notify was sent, and TCP's output was shut down. */
  boolean isClosed() {
    return closed;
  }

  /** Sends the engine's alert, as far as that is possible without blocking. */
  void send(SSLEngine engine) {
    try {
      socket.write(alertOf(engine));
    } catch (IOException | RuntimeException e) {
      // the server sees the connection closed instead
    }
  }

  private static ByteBuffer alertOf(SSLEngine closing) throws SSLException {
    ByteBuffer alert = ByteBuffer.allocate(closing.getSession().getPacketBufferSize());
    try {
      closing.wrap(NOTHING, alert);
    } catch (SSLException e) { // a task's failure, thrown again; the second call makes the alert
      closing.wrap(NOTHING, alert);
    }
    return alert.flip();
  }
}
