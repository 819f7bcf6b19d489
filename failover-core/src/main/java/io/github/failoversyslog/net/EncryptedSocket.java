package io.github.failoversyslog.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;

/** The socket under a TLS channel; counts the bytes read and written. */
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

  /** Resets the limit for one turn of the loop, see {@link #read}. */
  void beginTurn() {
    readAtOnce = 0;
  }

  /**
   * Reads at most about 64 KiB per turn: records without content could otherwise keep the loop
   * busy.
   */
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
   * Writes these bytes before any others.
   *
   * @return whether all of them were written
   */
  boolean sendFirst(ByteBuffer bytes) throws IOException {
    first = bytes;
    return sendFirst();
  }

  /** Returns whether all of those bytes were written. */
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
