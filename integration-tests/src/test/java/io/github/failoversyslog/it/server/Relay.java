package io.github.failoversyslog.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP relay between clients and a server on 127.0.0.1 that can break their connections. */
public final class Relay implements AutoCloseable {
  private final ServerSocket listener;
  private final int serverPort;
  private final boolean passesEnds;
  private final AtomicInteger accepted = new AtomicInteger();
  private final Queue<Socket> clients = new ConcurrentLinkedQueue<>();

  private Relay(ServerSocket listener, int serverPort, boolean passesEnds) {
    this.listener = listener;
    this.serverPort = serverPort;
    this.passesEnds = passesEnds;
  }

  /** Listens on a new port. */
  public static Relay to(int serverPort) {
    return to(serverPort, true);
  }

  /** Does not forward the end of a stream from one side to the other. */
  public static Relay keepingEndsFrom(int serverPort) {
    return to(serverPort, false);
  }

  private static Relay to(int serverPort, boolean passesEnds) {
    try {
      Relay relay =
          new Relay(
              new ServerSocket(ServerPorts.choose(), 8, InetAddress.getLoopbackAddress()),
              serverPort,
              passesEnds);
      SocketTask.inBackground(relay::accept);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections were accepted since the start. */
  public int accepted() {
    return accepted.get();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      accepted.incrementAndGet();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      clients.add(client);
      SocketTask.inBackground(() -> copy(client, server));
      SocketTask.inBackground(() -> copy(server, client));
    }
  }

  private void copy(Socket from, Socket to) throws IOException {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } finally {
      if (passesEnds) {
        to.shutdownOutput();
      }
    }
  }

  /**
   * Resets every client's connection; the server reads to the end of a stream. A client that
   * reconnects immediately is not affected.
   */
  public void reset() {
    List<Socket> connected = List.copyOf(clients);
    clients.removeAll(connected);
    try {
      for (Socket client : connected) {
        client.setSoLinger(true, 0);
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    reset();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
