package io.github.failoversyslog.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;

/** The socket of a connection, as the TLS channel sees it: it counts. */
final class EncryptedSocket implements ByteChannel {
  private static final int MOST_READ_AT_ONCE = 64 * 1024;

  private final SocketChannel socket;
  private ByteBuffer first = ByteBuffer.allocate(0);
  private long written;
  private long heard;
  private long readAtOnce;

  EncryptedSocket(SocketChannel socket) {
    this.socket = socket;
  }

  /** As much can be read again as may be read at once. */
  void beginTurn() {
    readAtOnce = 0;
  }

  /** Gives no more than so much at once: what the engine makes nothing of would hold the loop. */
  @Override
  public int read(ByteBuffer into) throws IOException {
    int read = readAtOnce < MOST_READ_AT_ONCE ? socket.read(into) : 0;
    if (read > 0) {
      heard += read;
      readAtOnce += read;
      Channels.acknowledgeNow(socket);
    }
    return read;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    if (!sendFirst()) {
      return 0;
    }
    int now = socket.write(bytes);
    written += now;
    return now;
  }

  /**
   * These bytes go out before any others.
   *
   * @return whether they are out
   */
  boolean sendFirst(ByteBuffer bytes) throws IOException {
    first = bytes;
    return sendFirst();
  }

  /** Returns whether nothing of those bytes is left. */
  boolean sendFirst() throws IOException {
    if (first.hasRemaining()) {
      written += socket.write(first);
    }
    return !first.hasRemaining();
  }

  long written() {
    return written;
  }

  long heard() {
    return heard;
  }

  @Override
  public boolean isOpen() {
    return socket.isOpen();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
