package io.github.failoversyslog.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A server for thousands of connections on 127.0.0.1: accepts, reads, closes when the client has
 * ended its side, and notes when it has accepted. One thread; its methods may be called by any.
 */
final class CountingListener implements AutoCloseable {
  private static final long LONGEST_WAIT_MILLIS = 10;

  private final int port;
  private final int queue;
  private final Selector selector = Selector.open();
  private final ConcurrentLinkedQueue<Long> acceptedAtNanos = new ConcurrentLinkedQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private final ByteBuffer read = ByteBuffer.allocateDirect(1 << 16);
  private final Thread thread = new Thread(this::run, "counting-listener");
  private @Nullable ServerSocketChannel listener; // of the thread
  private volatile boolean wanted = true;
  private volatile boolean ended;

  /**
   * Listens.
   *
   * @param queue connections that may wait to be accepted
   */
  CountingListener(int port, int queue) throws IOException {
    this.port = port;
    this.queue = queue;
    listen();
    thread.setDaemon(true);
    thread.start();
  }

  /** Like a killed process: resets all connections, and refuses new ones. Takes a moment. */
  void kill() {
    wanted = false;
    selector.wakeup();
  }

  void bringBack() {
    wanted = true;
    selector.wakeup();
  }

  /** When connections were accepted, as {@link System#nanoTime} has it. */
  List<Long> acceptedAtNanos() {
    return List.copyOf(acceptedAtNanos);
  }

  /** All bytes that were read. */
  long bytes() {
    return bytes.get();
  }

  private void listen() throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), queue);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_ACCEPT);
    listener = channel;
  }

  private void run() {
    try {
      while (!ended) {
        selector.select(LONGEST_WAIT_MILLIS);
        if (wanted && listener == null) {
          listen();
        } else if (!wanted && listener != null) {
          resetAll();
        }
        selector.selectedKeys().forEach(this::serve);
        selector.selectedKeys().clear();
      }
      resetAll();
      selector.close();
    } catch (IOException e) {
      System.out.println("FLEET a server has ended: " + e);
    }
  }

  private void resetAll() throws IOException {
    listener = null;
    for (SelectionKey key : selector.keys()) {
      if (key.channel() instanceof SocketChannel connection) {
        connection.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      key.channel().close();
    }
    selector.selectNow(); // a channel with a key is fully closed only after this
  }

  private void serve(SelectionKey key) {
    try {
      if (key.channel() instanceof ServerSocketChannel channel) {
        accept(channel);
      } else if (key.isValid()) {
        read((SocketChannel) key.channel());
      }
    } catch (IOException e) {
      key.cancel();
    }
  }

  private void accept(ServerSocketChannel channel) throws IOException {
    for (SocketChannel next = channel.accept(); next != null; next = channel.accept()) {
      acceptedAtNanos.add(System.nanoTime());
      next.configureBlocking(false);
      next.register(selector, SelectionKey.OP_READ);
    }
  }

  private void read(SocketChannel connection) throws IOException {
    try {
      int count = connection.read(read.clear());
      bytes.addAndGet(Math.max(0, count));
      if (count < 0) {
        connection.close();
      }
    } catch (IOException e) {
      connection.close(); // reset by the client
    }
  }

  @Override
  public void close() {
    ended = true;
    selector.wakeup();
  }
}
