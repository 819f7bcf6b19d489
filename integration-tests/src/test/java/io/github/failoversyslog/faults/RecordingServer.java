package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.server.FrameParser;
import io.github.failoversyslog.it.server.Identity;
import io.github.failoversyslog.it.server.ServerTls;
import io.github.failoversyslog.it.server.SocketTask;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * A log server process that writes the numbers of the received events into a {@link RecordFile} as
 * it reads them. When a client closes its side of a connection, the server closes its own.
 *
 * <p>Commands on standard input, each answered with the command itself on standard output: {@code
 * open} accepts and {@code refuse} refuses new connections; {@code reset} resets all connections,
 * {@code finish} shuts down the server's output on them; {@code slow} reads at 10 KB/s, {@code
 * fast} at full speed; {@code settle} waits until all connections have ended. Closing standard
 * input ends the process, so no server outlives the test.
 */
final class RecordingServer {
  private static final int INPUT_BYTES = 256 * 1024;
  private static final int SLOW_INPUT_BYTES = 1024;
  private static final long SLOW_PAUSE_NANOS = 100_000_000;
  private static final long LONGEST_SETTLE_MILLIS = 30_000;

  private final InetSocketAddress address;
  private final RecordFile record;
  private final Dialect dialect;
  private final Function<SocketChannel, ByteChannel> streams;
  private final Queue<SocketChannel> clients = new ConcurrentLinkedQueue<>();
  private final Queue<Thread> recorders = new ConcurrentLinkedQueue<>();
  private final AtomicLong connections = new AtomicLong();
  private volatile boolean slow;

  private RecordingServer(
      InetSocketAddress address,
      RecordFile record,
      Dialect dialect,
      Function<SocketChannel, ByteChannel> streams) {
    this.address = address;
    this.record = record;
    this.dialect = dialect;
    this.streams = streams;
  }

  /**
   * Runs until standard input is closed.
   *
   * @param args address and port, the record file, the dialect and, for TLS, the key store file
   */
  public static void main(String[] args) throws IOException {
    InetSocketAddress address = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
    RecordFile record = new RecordFile(Path.of(args[2]));
    new RecordingServer(address, record, Dialect.valueOf(args[3]), streams(args)).execute();
    Runtime.getRuntime().halt(0); // without waiting for other threads
  }

  private static Function<SocketChannel, ByteChannel> streams(String[] args) {
    return args.length > 4
        ? ServerTls.oneWay(Identity.readKeyStore(Path.of(args[4])))::over
        : socket -> socket;
  }

  private void execute() throws IOException {
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    Closeable listener = null;
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      if (command.equals("open") && listener == null) {
        listener = open();
      } else if (command.equals("refuse") && listener != null) {
        listener.close();
        listener = null;
      } else {
        execute(command);
      }
      System.out.println(command);
    }
  }

  private void execute(String command) {
    switch (command) {
      case "reset" -> clients.forEach(client -> end(client, true));
      case "finish" -> clients.forEach(client -> end(client, false));
      case "slow" -> slow = true;
      case "fast" -> slow = false;
      case "settle" -> settle();
      default -> {} // already in this state
    }
  }

  private static void end(SocketChannel client, boolean reset) {
    try {
      if (reset) {
        client.setOption(StandardSocketOptions.SO_LINGER, 0);
        client.close();
      } else {
        client.shutdownOutput();
      }
    } catch (IOException e) {
      // the client disconnected first
    }
  }

  private void settle() {
    try {
      for (Thread recorder : recorders) {
        recorder.join(LONGEST_SETTLE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Closeable open() throws IOException {
    return dialect == Dialect.DATAGRAMS ? openForDatagrams() : openForConnections();
  }

  private Closeable openForDatagrams() throws IOException {
    DatagramChannel channel = DatagramChannel.open().bind(address);
    long opening = connections.incrementAndGet();
    SocketTask.inBackground(() -> receive(channel, opening));
    return channel;
  }

  private void receive(DatagramChannel from, long opening) throws IOException {
    Numbers numbers = new Numbers();
    while (true) {
      if (slow) {
        LockSupport.parkNanos(SLOW_PAUSE_NANOS);
      }
      from.receive(numbers.input.clear());
      numbers.addNumberIn(numbers.bytes, 0, numbers.input.position());
      record.append(opening, numbers.values, numbers.count);
      numbers.count = 0;
    }
  }

  private Closeable openForConnections() throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(address);
    SocketTask.inBackground(() -> accept(listener));
    return listener;
  }

  private void accept(ServerSocketChannel listener) throws IOException {
    while (true) {
      SocketChannel client = listener.accept();
      long connection = connections.incrementAndGet();
      clients.add(client);
      recorders.add(SocketTask.inBackground(() -> record(client, connection)));
    }
  }

  private void record(SocketChannel client, long connection) throws IOException {
    ByteChannel stream = streams.apply(client);
    Dialect.DialectSession session = dialect.begin(new Dialect.Peer(client, stream));
    Numbers numbers = new Numbers();
    try (client) {
      record.append(connection, numbers.values, 0);
      while (!numbers.isBroken() && read(stream, numbers.input) >= 0) {
        numbers.take(session.parser());
        if (numbers.count > 0) {
          record.append(connection, numbers.values, numbers.count);
          numbers.count = 0;
        }
        session.answer().run();
      }
    } finally {
      clients.remove(client);
    }
  }

  private int read(ByteChannel stream, ByteBuffer input) throws IOException {
    if (slow) {
      LockSupport.parkNanos(SLOW_PAUSE_NANOS);
      input.limit(Math.min(input.capacity(), input.position() + SLOW_INPUT_BYTES));
    }
    int read = stream.read(input);
    input.limit(input.capacity());
    return read;
  }

  /** The event numbers of one batch, and the bytes that they were read from. */
  private static final class Numbers {
    private final byte[] bytes = new byte[INPUT_BYTES];
    private final ByteBuffer input = ByteBuffer.wrap(bytes);
    private long[] values = new long[1024];
    private int count;
    private boolean broken;

    /** Parses the complete frames at the start of the input and removes them. */
    void take(FrameParser parser) {
      try {
        int parsed = parser.parse(bytes, 0, input.position(), this::addNumberIn);
        input.flip().position(parsed).compact();
      } catch (FrameParser.FramingException e) {
        add(RecordFile.NO_FRAME);
        broken = true;
      }
    }

    /** Whether the rest of the stream is unreadable. */
    boolean isBroken() {
      return broken;
    }

    private void addNumberIn(byte[] bytes, int offset, int length) {
      NumberedEvents.findNumber(bytes, offset, offset + length).ifPresent(this::add);
    }

    private void add(long number) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = number;
    }
  }
}
