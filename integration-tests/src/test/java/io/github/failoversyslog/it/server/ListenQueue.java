package io.github.failoversyslog.it.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** Fills a listener's queue, so that its kernel does not answer further connects. */
final class ListenQueue {
  private static final int MOST_IN_QUEUE = 10;
  private static final int ANSWER_MILLIS = 200;

  private ListenQueue() {}

  /** Connects to a listener with a short queue until the queue is full. */
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
}
