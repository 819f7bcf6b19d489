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
   * Linux takes the source ports of clients from here on. A client that connects again and again to
   * a server that is down would get the server's own port as its source one day, and would be
   * connected to itself.
   */
  private static final int FIRST_EPHEMERAL = 32_768;

  /** JVMs that run tests at the same time, which know nothing of each other's choices. */
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

  /** A port that nobody listens on and that this JVM has not chosen before. */
  public static int choose() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, LOWEST + PORTS);
      // Added first: to look whether a port is free is to take it for a moment.
      if (CHOSEN.add(port) && isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port among " + TRIES + " tried");
  }

  /**
   * Takes the port for a moment, and does not listen on it: a process that is started meanwhile by
   * another thread has a copy of the socket until it has closed what it inherited, and whoever asks
   * whether somebody listens would find it.
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
