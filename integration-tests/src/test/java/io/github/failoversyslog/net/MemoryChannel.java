package io.github.failoversyslog.net;

import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/** A non-blocking channel whose two directions are arrays; the test is the other end. */
final class MemoryChannel implements ByteChannel {
  /** What the channel's user has written, 0 to position. */
  final ByteBuffer written;

  /** What its user will read, 0 to position. */
  final ByteBuffer toRead;

  private int room;
  private boolean ended;

  MemoryChannel() {
    this(1 << 20);
  }

  /**
   * @param bytes in each direction
   */
  MemoryChannel(int bytes) {
    written = ByteBuffer.allocate(bytes);
    toRead = ByteBuffer.allocate(bytes);
    room = bytes;
  }

  /**
   * Limits what the channel accepts from now on.
   *
   * @param bytes until the next call
   */
  void accept(int bytes) {
    room = bytes;
  }

  /** The end of the stream follows what there is to read. */
  void end() {
    ended = true;
  }

  @Override
  public int read(ByteBuffer into) {
    toRead.flip();
    int bytes = Math.min(into.remaining(), toRead.remaining());
    into.put(toRead.slice(0, bytes));
    toRead.position(bytes);
    toRead.compact();
    return bytes == 0 && ended ? -1 : bytes;
  }

  @Override
  public int write(ByteBuffer from) {
    int bytes = Math.min(room, from.remaining());
    written.put(from.slice(from.position(), bytes));
    from.position(from.position() + bytes);
    room -= bytes;
    return bytes;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    ended = true;
  }
}
