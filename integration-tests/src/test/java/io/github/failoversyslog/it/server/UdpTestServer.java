package io.github.failoversyslog.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Records the datagrams received on one port. A new server is down. */
public final class UdpTestServer implements AutoCloseable {
  private static final int LONGEST_DATAGRAM = 65_536;
  private static final int RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

  private final InetSocketAddress address;
  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  private final List<Arrival> ownArrivals = new CopyOnWriteArrayList<>();
  private @Nullable DatagramChannel channel;

  public UdpTestServer(InetAddress address, int port) {
    this.address = new InetSocketAddress(address, port);
  }

  public UdpTestServer() {
    this(InetAddress.getLoopbackAddress(), ServerPorts.choose());
  }

  public int port() {
    return address.getPort();
  }

  /** Starts or restarts receiving. */
  public UdpTestServer open() {
    try {
      DatagramChannel opened = DatagramChannel.open();
      channel = opened;
      opened.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
      opened.bind(address);
      Thread thread = new Thread(() -> receive(opened), "udp-test-server-" + port());
      thread.setDaemon(true);
      thread.start();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void receive(DatagramChannel from) {
    ByteBuffer datagram = ByteBuffer.allocate(LONGEST_DATAGRAM);
    try {
      while (true) {
        from.receive(datagram.clear());
        int length = datagram.flip().limit();
        boolean own = AppenderMessages.isOne(datagram.array(), 0, length);
        (own ? ownArrivals : arrivals)
            .add(Arrival.of(1, System.nanoTime(), datagram.array(), 0, length));
      }
    } catch (IOException e) {
      // it was closed
    }
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All datagrams since the server was created, without messages of the appender's own. */
  public List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  /** The messages of the appender's own since the server was created. */
  public List<Arrival> ownArrivals() {
    return List.copyOf(ownArrivals);
  }

  /** The MSG part of all {@link #arrivals}; fails if one is not strictly valid RFC 5424. */
  public List<String> texts() {
    return arrivals().stream().map(Arrival::text).toList();
  }
}
