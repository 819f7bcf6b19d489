package io.github.failoversyslog.it.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Chooses ports for servers on 127.0.0.1. */
public final class ServerPorts {
  private static final int FIRST = 10_000;

  /**
   * The start of Linux's range of ephemeral ports. A client that reconnects repeatedly to a server
   * that is down could get the server's own port as its source port and would then be connected to
   * itself.
   */
  private static final int FIRST_EPHEMERAL = 32_768;

  /** Concurrent test JVMs, which do not know each other's choices. */
  private static final int MOST_FORKS = 4;

  private static final int PORTS = (FIRST_EPHEMERAL - FIRST) / MOST_FORKS;
  private static final int LOWEST = FIRST + (fork() % MOST_FORKS) * PORTS;
  private static final int TRIES = 1000;
  private static final Set<Integer> CHOSEN = ConcurrentHashMap.newKeySet();

  private ServerPorts() {}

  private static int fork() {
    return Integer.parseInt(System.getProperty("test.fork", "fork1").substring("fork".length()))
        - 1;
  }

  /** Returns a port that is not in use and that this JVM has not chosen before. */
  public static int choose() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, LOWEST + PORTS);
      // Added first, because the check whether a port is free binds it for a moment.
      if (CHOSEN.add(port) && isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port among " + TRIES + " tried");
  }

  /**
   * Binds the port for a moment without listening: a process started meanwhile by another thread
   * has a copy of the socket until it has closed its inherited descriptors, and a check for a
   * listener would find it.
   */
  private static boolean isFree(int port) {
    try (Socket socket = new Socket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
