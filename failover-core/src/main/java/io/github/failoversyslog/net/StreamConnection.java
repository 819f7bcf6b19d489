package io.github.failoversyslog.net;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** Plain TCP. */
final class StreamConnection implements Connection {
  private final SelectionKey key;
  private final SocketChannel channel;
  private final long roundTripNanos;

  /**
   * @param key of a connected, non-blocking channel, with no interest set
   * @param roundTripNanos how long the TCP handshake took
   */
  StreamConnection(SelectionKey key, long roundTripNanos) {
    this.key = key;
    this.channel = (SocketChannel) key.channel();
    this.roundTripNanos = roundTripNanos;
  }

  /** The server's address. */
  InetAddress address() {
    return channel.socket().getInetAddress();
  }

  @Override
  public String peer() {
    return Channels.peerOf(channel);
  }

  @Override
  public void attach(ReadyHandler handler) {
    key.attach(handler);
    key.interestOps(SelectionKey.OP_READ);
  }

  @Override
  public void wantWrites(boolean wanted) {
    key.interestOps(wanted ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    return channel.write(bytes);
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int read = channel.read(into);
    if (read > 0) {
      Channels.acknowledgeNow(channel);
    }
    return read;
  }

  @Override
  public long roundTripNanos() {
    return roundTripNanos;
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void close() {
    Channels.close(channel);
  }

  @Override
  public void reset() {
    Channels.reset(channel);
  }
}
