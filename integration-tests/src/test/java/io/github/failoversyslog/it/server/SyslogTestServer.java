package io.github.failoversyslog.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.failoversyslog.config.FramingMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A syslog server controlled by the test, on 127.0.0.1 unless another address is given, that
 * records everything it receives. A new server is down; {@link #open} starts it. Every change is in
 * effect when its method returns. Thread-safe.
 */
public final class SyslogTestServer implements AutoCloseable {

  /** How a new connection is treated. */
  public enum OnConnect {
    READ,
    CLOSE,
    RESET
  }

  private static final int QUEUE = 1000;
  private static final int SLOW_BYTES_PER_SECOND = 1_000_000;
  private static final int SLOW_KERNEL_BYTES = 16 * 1024;

  private final InetAddress address;
  private final int port;
  private final FrameParser.Factory parsers;
  private final boolean keepsMessages;
  private final ServerLoop loop;
  private final List<ServerConnection> connections = new CopyOnWriteArrayList<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final List<Arrival> arrivals = new ArrayList<>(); // guarded by itself
  private final List<Arrival> ownArrivals = new CopyOnWriteArrayList<>();
  private final AtomicLong messages = new AtomicLong();

  // The following fields are used by the loop's thread only.
  private @Nullable ServerSocketChannel listener;
  private @Nullable SelectionKey accepting;
  private List<Socket> queue = List.of();
  private int slowBytesPerSecond; // 0: full speed
  private boolean holdsEnds;
  private OnConnect onConnect = OnConnect.READ;
  private boolean reading = true;
  private Function<SocketChannel, ByteChannel> streams = channel -> channel;
  private long cutAfterBytes = Long.MAX_VALUE;
  private Consumer<ServerConnection> cut = ServerConnection::reset;
  private int acceptsLeft = Integer.MAX_VALUE;
  private String greeting = "";

  private SyslogTestServer(FrameParser.Factory parsers, int port, boolean keepsMessages) {
    this(parsers, InetAddress.getLoopbackAddress(), port, keepsMessages);
  }

  private SyslogTestServer(
      FrameParser.Factory parsers, InetAddress address, int port, boolean keepsMessages) {
    this.address = address;
    this.port = port;
    this.parsers = parsers;
    this.keepsMessages = keepsMessages;
    this.loop = new ServerLoop("syslog-test-server-" + port);
  }

  /** Records every message. */
  public static SyslogTestServer keeping(FramingMode framing) {
    return keeping(framing, ServerPorts.choose());
  }

  /** Records every message. */
  public static SyslogTestServer keeping(FramingMode framing, int port) {
    return new SyslogTestServer(connection -> FrameParser.of(framing), port, true);
  }

  /** Records every message. */
  public static SyslogTestServer keeping(FramingMode framing, InetAddress address, int port) {
    return new SyslogTestServer(connection -> FrameParser.of(framing), address, port, true);
  }

  /** Counts messages without recording them: for benchmarks. */
  public static SyslogTestServer counting(FramingMode framing) {
    return new SyslogTestServer(connection -> FrameParser.of(framing), ServerPorts.choose(), false);
  }

  /** Counts messages without recording them, at a given address. */
  public static SyslogTestServer counting(FramingMode framing, InetAddress address, int port) {
    return new SyslogTestServer(connection -> FrameParser.of(framing), address, port, false);
  }

  /** Speaks RELP as configured in the service, and records every message that it did not refuse. */
  public static SyslogTestServer speaking(RelpService relp) {
    return new SyslogTestServer(relp, ServerPorts.choose(), true);
  }

  /** The port, which stays the same across restarts. */
  public int port() {
    return port;
  }

  /** Starts or restarts listening. */
  public SyslogTestServer open() {
    loop.call(
        () -> {
          if (listener == null) {
            listener = listen(QUEUE);
          }
        });
    return this;
  }

  /** Listens with a full queue: its kernel does not answer connects. */
  public SyslogTestServer openFull() {
    loop.call(
        () -> {
          listener = listen(1);
          Objects.requireNonNull(accepting).interestOps(0);
          queue = ListenQueue.fill(new InetSocketAddress(address, port));
        });
    return this;
  }

  /** Empties the queue, so that the kernel answers retried connects. */
  public void makeRoom() {
    loop.call(
        () -> {
          emptyQueue();
          Objects.requireNonNull(accepting).interestOps(SelectionKey.OP_ACCEPT);
        });
  }

  private ServerSocketChannel listen(int queueLength) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      if (slowBytesPerSecond > 0) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SLOW_KERNEL_BYTES);
      }
      channel.bind(new InetSocketAddress(address, port), queueLength);
      accepting = loop.register(channel, SelectionKey.OP_ACCEPT, () -> accept(channel));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Refuses connects from now on; existing connections stay open. */
  public void refuse() {
    loop.call(this::stopListening);
  }

  /** Behaves like a killed process: connects are refused, connections are reset. */
  public void crash() {
    loop.call(
        () -> {
          stopListening();
          open(ServerConnection::reset);
        });
  }

  /** Behaves like a terminated process: connects are refused, connections are closed cleanly. */
  public void shutDown() {
    loop.call(
        () -> {
          stopListening();
          open(ServerConnection::finish);
        });
  }

  /** Closes the connections cleanly: ends the server's stream and reads until the client's end. */
  public void finishConnections() {
    loop.call(() -> open(ServerConnection::finish));
  }

  /** Resets the connections. */
  public void resetConnections() {
    loop.call(() -> open(ServerConnection::reset));
  }

  /** Treats later connections this way. */
  public void onConnect(OnConnect newBehavior) {
    loop.call(() -> onConnect = newBehavior);
  }

  /** Requires TLS on later connections. */
  public SyslogTestServer secure(ServerTls tls) {
    loop.call(() -> streams = tls::over);
    return this;
  }

  /** Stops reading from existing and new connections. */
  public void stopReading() {
    loop.call(
        () -> {
          reading = false;
          open(connection -> connection.reading(false));
        });
  }

  /**
   * From the next {@link #open} on, reads about 1 MB/s, with small receive buffers in the kernel.
   */
  public SyslogTestServer slow() {
    return slow(SLOW_BYTES_PER_SECOND);
  }

  /**
   * Like {@link #slow()} at another speed.
   *
   * @param bytesPerSecond approximate total of all connections
   */
  public SyslogTestServer slow(int bytesPerSecond) {
    loop.call(() -> slowBytesPerSecond = bytesPerSecond);
    return this;
  }

  /** From now on, does not close its side of connections when clients close theirs. */
  public SyslogTestServer holdEnds() {
    loop.call(
        () -> {
          holdsEnds = true;
          open(ServerConnection::holdItsEnd);
        });
    return this;
  }

  public void resumeReading() {
    loop.call(
        () -> {
          reading = true;
          open(connection -> connection.reading(true));
        });
  }

  /** From now on, resets every connection once this many bytes were read from it. */
  public void cutAfter(long bytes) {
    cutAfter(bytes, ServerConnection::reset);
  }

  /** From now on, closes every connection once this many bytes were read from it. */
  public void closeAfter(long bytes) {
    cutAfter(bytes, ServerConnection::close);
  }

  private void cutAfter(long bytes, Consumer<ServerConnection> newCut) {
    loop.call(
        () -> {
          cutAfterBytes = bytes;
          cut = newCut;
        });
  }

  /** Starts to refuse connects, once, after this many further connections. */
  public void refuseAfter(int moreConnections) {
    loop.call(() -> acceptsLeft = moreConnections);
  }

  /** Sends this text unencrypted on every later connection. */
  public void greet(String text) {
    loop.call(() -> greeting = text);
  }

  /** Sends this text on every open connection. */
  public void send(String text) {
    loop.call(() -> open(connection -> connection.send(ByteBuffer.wrap(text.getBytes(UTF_8)))));
  }

  /** All connections since the server was created, in the order of the connects. */
  public List<ServerConnection> connections() {
    return List.copyOf(connections);
  }

  public List<ServerConnection> openConnections() {
    return connections.stream().filter(ServerConnection::isOpen).toList();
  }

  /** Connections that the client opened and closed without sending anything. */
  public List<ServerConnection> probes() {
    return connections.stream().filter(ServerConnection::isProbe).toList();
  }

  /**
   * The number of messages received since the server was created; of those of the appender's own
   * only if messages are not recorded.
   */
  public long messages() {
    return messages.get();
  }

  /**
   * All messages since the server was created, in the order of their arrival, without those of the
   * appender's own.
   */
  public List<Arrival> arrivals() {
    synchronized (arrivals) {
      return List.copyOf(arrivals);
    }
  }

  /** The messages of the appender's own since the server was created. */
  public List<Arrival> ownArrivals() {
    return List.copyOf(ownArrivals);
  }

  /** The MSG part of all {@link #arrivals}; fails if one is not strictly valid RFC 5424. */
  public List<String> texts() {
    return arrivals().stream().map(Arrival::text).toList();
  }

  /** Violations of the framing by clients. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** Resets the connections and ends the thread. The records are kept. */
  @Override
  public void close() {
    if (loop.isOpen()) {
      crash();
      loop.close();
    }
  }

  @Override
  public String toString() {
    return "server on port %d: %d messages, %s%s"
        .formatted(port, messages(), connections, violations.isEmpty() ? "" : violations);
  }

  private void stopListening() throws IOException {
    if (listener != null) {
      listener.close();
      listener = null;
    }
    emptyQueue();
  }

  private void emptyQueue() throws IOException {
    for (Socket socket : queue) {
      socket.close();
    }
    queue = List.of();
  }

  /** An operation on a connection. */
  private interface Instruction {
    void follow(ServerConnection connection) throws IOException;
  }

  private void open(Instruction instruction) throws IOException {
    for (ServerConnection connection : openConnections()) {
      instruction.follow(connection);
    }
  }

  private void accept(ServerSocketChannel from) throws IOException {
    SocketChannel channel = from.accept();
    if (channel == null) {
      return;
    }
    SelectionKey key = loop.register(channel, 0, () -> {});
    ServerConnection connection =
        new ServerConnection(connections.size() + 1, channel, streams.apply(channel), key, parsers);
    ConnectionRecorder records = new ConnectionRecorder(connection.number());
    if (slowBytesPerSecond > 0) {
      connection.slow(slowBytesPerSecond);
    }
    if (holdsEnds) {
      connection.holdItsEnd();
    }
    key.attach((ServerLoop.LoopTask) () -> connection.read(cutAfterBytes, cut, records));
    channel.write(ByteBuffer.wrap(greeting.getBytes(UTF_8)));
    switch (onConnect) {
      case READ -> connection.reading(reading);
      case CLOSE -> connection.close();
      case RESET -> connection.reset();
    }
    connections.add(connection); // last: tests see it as onConnect left it
    acceptsLeft--;
    if (acceptsLeft == 0) {
      acceptsLeft = Integer.MAX_VALUE;
      stopListening();
    }
  }

  /** Records what is received over one connection. */
  private final class ConnectionRecorder implements ServerConnection.Owner {
    private final int connection;

    ConnectionRecorder(int connection) {
      this.connection = connection;
    }

    @Override
    public boolean isOwn(byte[] bytes, int offset, int length) {
      return keepsMessages && AppenderMessages.isOne(bytes, offset, length);
    }

    @Override
    public void ownMessage(byte[] bytes, int offset, int length) {
      ownArrivals.add(Arrival.of(connection, System.nanoTime(), bytes, offset, length));
    }

    @Override
    public void message(byte[] bytes, int offset, int length) {
      if (keepsMessages) {
        Arrival arrival = Arrival.of(connection, System.nanoTime(), bytes, offset, length);
        synchronized (arrivals) {
          arrivals.add(arrival);
        }
      }
      messages.incrementAndGet();
    }

    @Override
    public void violation(String what) {
      violations.add("connection " + connection + ": " + what);
    }
  }
}
