package io.github.failoversyslog.it.server;

import java.io.IOException;

/** Work of a test server that ends with its socket. */
@FunctionalInterface
public interface SocketWork {
  void run() throws IOException, InterruptedException;

  /**
   * Does it on a daemon thread; that the socket fails, or an interruption, ends the work and is no
   * fault.
   */
  static Thread inBackground(SocketWork work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // the other side is gone, or the socket was closed here
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the test is over
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
