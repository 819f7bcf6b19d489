package io.github.failoversyslog.it.server;

import java.io.IOException;

/** Work of a test server that ends with its socket. */
@FunctionalInterface
public interface SocketWork {
  void run() throws IOException;

  /** Does it on a daemon thread; that the socket fails ends the work and is no fault. */
  static Thread inBackground(SocketWork work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // the other side is gone, or the socket was closed here
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
