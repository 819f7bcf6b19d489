package io.github.failoversyslog.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A log server, as a process of its own, that writes the numbers of the events into a {@link
 * RecordFile} as it reads them. When a client ends its stream, it ends its own.
 *
 * <p>Standard input has commands, each answered by its name on standard output: {@code open} and
 * {@code refuse} new connections, and {@code settle}, which waits until all connections have ended.
 * The end of standard input ends the process, and with it no server outlives the test.
 */
final class RecordingServer {
  private static final int INPUT_BYTES = 256 * 1024;
  private static final long LONGEST_SETTLE_MILLIS = 30_000;

  private final InetSocketAddress address;
  private final RecordFile record;
  private final Queue<Thread> recorders = new ConcurrentLinkedQueue<>();
  private final AtomicLong connections = new AtomicLong();

  private RecordingServer(InetSocketAddress address, RecordFile record) {
    this.address = address;
    this.record = record;
  }

  /**
   * Runs until the end of standard input.
   *
   * @param args address and port, and the file for the record
   */
  public static void main(String[] args) throws IOException {
    InetSocketAddress address = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
    new RecordingServer(address, new RecordFile(Path.of(args[2]))).obey();
    Runtime.getRuntime().halt(0); // whatever the other threads are doing
  }

  private void obey() throws IOException {
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    ServerSocketChannel listener = null;
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      if (command.equals("open") && listener == null) {
        listener = open();
      } else if (command.equals("refuse") && listener != null) {
        listener.close();
        listener = null;
      } else if (command.equals("settle")) {
        settle();
      }
      System.out.println(command);
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

  private ServerSocketChannel open() throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(address);
    inBackground(() -> accept(listener));
    return listener;
  }

  private void accept(ServerSocketChannel listener) throws IOException {
    while (true) {
      SocketChannel client = listener.accept();
      long connection = connections.incrementAndGet();
      recorders.add(inBackground(() -> record(client, connection)));
    }
  }

  private void record(SocketChannel client, long connection) throws IOException {
    FrameNumbers frames = new FrameNumbers();
    Numbers numbers = new Numbers();
    ByteBuffer input = ByteBuffer.allocateDirect(INPUT_BYTES);
    try (client) {
      record.append(connection, numbers.values, 0);
      while (client.read(input) >= 0) {
        frames.take(input, numbers::add);
        if (numbers.count > 0) {
          record.append(connection, numbers.values, numbers.count);
          numbers.count = 0;
        }
      }
    }
  }

  /** Those of one batch. */
  private static final class Numbers {
    private long[] values = new long[1024];
    private int count;

    void add(long number) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = number;
    }
  }

  /** Work that ends with its socket. */
  private interface SocketWork {
    void run() throws IOException;
  }

  private static Thread inBackground(SocketWork work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // the other side is gone, or the listener was closed
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
