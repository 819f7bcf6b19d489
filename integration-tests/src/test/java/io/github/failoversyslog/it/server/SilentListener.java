package io.github.failoversyslog.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A listener whose queue is full: the kernel answers nothing to those who want to connect. */
public final class SilentListener implements AutoCloseable {
  private static final int MOST_IN_QUEUE = 10;
  private static final int ANSWER_MILLIS = 200;

  private final ServerSocket listener;
  private final List<Socket> queue;

  public SilentListener(InetAddress address, int port) {
    try {
      listener = new ServerSocket(port, 1, address);
      queue = fill(new InetSocketAddress(address, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects to a listener with a short queue until that is full. */
  static List<Socket> fill(InetSocketAddress address) throws IOException {
    List<Socket> queue = new ArrayList<>();
    while (queue.size() < MOST_IN_QUEUE && connects(address, queue)) {
      // one more in the queue
    }
    if (queue.size() == MOST_IN_QUEUE) {
      throw new IllegalStateException("the queue of " + address + " has no end");
    }
    return queue;
  }

  private static boolean connects(InetSocketAddress address, List<Socket> queue)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address, ANSWER_MILLIS);
      queue.add(socket);
      return true;
    } catch (SocketTimeoutException e) {
      socket.close();
      return false;
    }
  }

  @Override
  public void close() {
    try {
      for (Socket socket : queue) {
        socket.close();
      }
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
