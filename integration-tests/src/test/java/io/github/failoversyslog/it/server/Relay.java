package io.github.failoversyslog.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stands between clients and a server on 127.0.0.1, and can break their connections. */
public final class Relay implements AutoCloseable {
  private final ServerSocket listener;
  private final int serverPort;
  private final boolean passesEnds;
  private final Queue<Socket> clients = new ConcurrentLinkedQueue<>();

  private Relay(ServerSocket listener, int serverPort, boolean passesEnds) {
    this.listener = listener;
    this.serverPort = serverPort;
    this.passesEnds = passesEnds;
  }

  /** Listens on a port of its own. */
  public static Relay to(int serverPort) {
    return to(serverPort, true);
  }

  /** The same, but whoever ends one side of a connection learns nothing of the other. */
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
      SocketWork.inBackground(relay::accept);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      clients.add(client);
      SocketWork.inBackground(() -> copy(client, server));
      SocketWork.inBackground(() -> copy(server, client));
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
   * Every client has its connection reset; the server reads to the end of a stream. A client that
   * comes again at once is left alone.
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
