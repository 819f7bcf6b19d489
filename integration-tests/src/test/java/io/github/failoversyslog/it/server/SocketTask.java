package io.github.failoversyslog.it.server;

import java.io.IOException;

/** A task of a test server that ends with its socket. */
@FunctionalInterface
public interface SocketTask {
  void run() throws IOException, InterruptedException;

  /**
   * Runs it on a daemon thread; a failing socket or an interruption ends the task without an error.
   */
  static Thread inBackground(SocketTask task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // the peer has disconnected, or the socket was closed here
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the test has ended
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
