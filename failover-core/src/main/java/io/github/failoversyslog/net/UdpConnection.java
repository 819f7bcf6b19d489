package io.github.failoversyslog.net;

import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * UDP to one address (RFC 5426); every write is one datagram. Looks up the server's name at
 * intervals and follows changes of its address. Since UDP has no end of stream, {@link #read}
 * returns -1 as soon as the output is shut down.
 */
final class UdpConnection implements Connection {
  private static final int SHORTEST_CUT_BYTES = 480; // every receiver must accept that many

  private final Server server;
  private final UdpConnector connector;
  private final Runnable atUse;
  private InetAddress address;
  private @Nullable SelectionKey key;
  private @Nullable ReadyHandler handler;
  private @Nullable NameLookUp lookUp;
  private long nextLookUpNanos;
  private int longestBytes = Integer.MAX_VALUE;
  private boolean outputShut;
  private boolean closed;

  /**
   * The socket is opened by {@link #open} or at first use.
   *
   * @param atUse run when the connection is first used, or closed unused; may be run more than once
   */
  UdpConnection(Server server, InetAddress address, UdpConnector connector, Runnable atUse) {
    this.server = server;
    this.address = address;
    this.connector = connector;
    this.atUse = atUse;
    this.nextLookUpNanos = connector.tcp().clock().getAsLong() + connector.lookUpIntervalNanos();
  }

  /** Opens the socket. */
  void open() throws IOException {
    key = open(address, 0);
  }

  private SelectionKey open(InetAddress to, int operations) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, connector.tcp().sendBufferBytes());
      channel.connect(new InetSocketAddress(to, server.port()));
      return channel.register(connector.tcp().selector(), operations, handler);
    } catch (IOException e) {
      Channels.close(channel);
      throw e;
    } catch (RuntimeException e) { // an address family that this host does not support
      Channels.close(channel);
      throw new IOException(NetTexts.cannotSend(to, Reasons.of(e)), e);
    }
  }

  @Override
  public String peer() {
    return new Server(address.getHostAddress(), server.port()).toString();
  }

  @Override
  public void attach(ReadyHandler newHandler) {
    atUse.run();
    handler = newHandler;
    if (key != null) {
      key.attach(newHandler);
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  @Override
  public void wantWrites(boolean wanted) {
    if (key != null) {
      key.interestOps(wanted ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
  }

  private DatagramChannel channel() throws IOException {
    if (key == null) {
      key = open(address, SelectionKey.OP_READ);
    }
    return (DatagramChannel) key.channel();
  }

  /** Sends one datagram, or nothing. A message that is too long is truncated, and counted. */
  @Override
  public int write(ByteBuffer message) throws IOException {
    int start = message.position();
    int end = message.limit();
    try {
      while (true) {
        message.limit(cutAt(message, start, end));
        try {
          if (channel().write(message) == 0) {
            return 0;
          }
          break;
        } catch (IOException e) {
          shorten(message.remaining(), e);
        }
      }
    } finally {
      message.limit(end);
    }
    if (message.hasRemaining()) {
      connector.countCut();
      message.position(end);
    }
    return end - start;
  }

  /** Where a datagram from start has to end, so that no code point is split. */
  private int cutAt(ByteBuffer message, int start, int end) {
    if (end - start <= longestBytes) {
      return end;
    }
    int cut = start + longestBytes;
    while (cut > start && (message.get(cut) & 0xC0) == 0x80) {
      cut--;
    }
    return cut;
  }

  private void shorten(int triedBytes, IOException e) throws IOException {
    boolean tooLong = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("too long");
    if (!tooLong || triedBytes / 2 < SHORTEST_CUT_BYTES) {
      throw explained(e);
    }
    longestBytes = triedBytes / 2;
  }

  private IOException explained(IOException e) {
    if (e instanceof PortUnreachableException) {
      connector.avoid(server, address);
      return new IOException(NetTexts.portUnreachable(), e);
    }
    return e;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    try {
      int read = channel().read(into);
      return read == 0 && outputShut ? -1 : read;
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public void shutdownOutput() throws IOException {
    outputShut = true;
    channel(); // opens the socket if nothing was sent
    wantWrites(true); // makes the loop call read soon
  }

  @Override
  public long wakeAtNanos() {
    return lookUp == null ? nextLookUpNanos : lookUp.wakeAtNanos();
  }

  @Override
  public void checkDeadline(long nowNanos) {
    if (lookUp != null) {
      lookUp.checkDeadline(nowNanos);
    } else if (nowNanos >= nextLookUpNanos) {
      NameLookUp begun = new NameLookUp(connector.tcp(), server.host(), new Follower());
      lookUp = begun;
      begun.start();
    }
  }

  /** Switches to another address if the name no longer resolves to the current one. */
  private final class Follower implements NameLookUp.Callback {

    @Override
    public void found(List<InetAddress> addresses) {
      end();
      if (!closed && !addresses.contains(address)) {
        move(connector.preferred(server, addresses));
      }
    }

    @Override
    public void failed(String reason) {
      end(); // keep the known address
    }

    private void end() {
      lookUp = null;
      nextLookUpNanos = connector.tcp().clock().getAsLong() + connector.lookUpIntervalNanos();
    }
  }

  private void move(InetAddress to) {
    SelectionKey old = key;
    if (old == null) {
      address = to;
      return;
    }
    try {
      key = open(to, old.interestOps());
      address = to;
      Channels.close(old.channel());
    } catch (IOException e) {
      connector.avoid(server, to);
    }
  }

  @Override
  public void close() {
    closed = true;
    atUse.run();
    if (lookUp != null) {
      lookUp.cancel();
    }
    if (key != null) {
      Channels.close(key.channel());
    }
  }

  @Override
  public void reset() {
    close();
  }
}
