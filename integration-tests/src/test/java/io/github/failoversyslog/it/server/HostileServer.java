package io.github.failoversyslog.it.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts every connection and then misbehaves. */
public final class HostileServer implements AutoCloseable {
  private static final int RECEIVE_BUFFER_BYTES = 8 * 1024;

  /** What it does with a connection, which is closed afterwards. */
  @FunctionalInterface
  public interface ConnectionHandler {
    void handle(Socket client) throws IOException, InterruptedException;
  }

  /** Misbehavior that is independent of the client's protocol. */
  public enum Misbehavior implements ConnectionHandler {
    /** Sends a greeting like a mail server, then reads. */
    BANNER {
      @Override
      public void handle(Socket client) throws IOException {
        client.getOutputStream().write("220 ready\r\n".getBytes(StandardCharsets.US_ASCII));
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
    },
    ENDLESS_INPUT {
      @Override
      public void handle(Socket client) throws IOException {
        byte[] noise = new byte[64 * 1024];
        while (!Thread.currentThread().isInterrupted()) {
          client.getOutputStream().write(noise);
        }
      }
    },
    READS_ONE_BYTE_A_SECOND {
      @Override
      public void handle(Socket client) throws IOException, InterruptedException {
        while (client.getInputStream().read() >= 0) {
          Thread.sleep(1000);
        }
      }
    },
    SAYS_ONE_BYTE_A_SECOND {
      @Override
      public void handle(Socket client) throws IOException, InterruptedException {
        while (true) {
          client.getOutputStream().write('1');
          Thread.sleep(1000);
        }
      }
    },
    CLOSES {
      @Override
      public void handle(Socket client) throws IOException {
        client.close();
      }
    },
    RESETS {
      @Override
      public void handle(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
      }
    },
    /** A proxy that detects after a moment that its backend is down. */
    CLOSES_AFTER_A_MOMENT {
      @Override
      public void handle(Socket client) throws IOException, InterruptedException {
        Thread.sleep(50);
        client.close();
      }
    },
    /** A proxy that waits for its backend. */
    NEVER_READS {
      @Override
      public void handle(Socket client) throws InterruptedException {
        Thread.sleep(Long.MAX_VALUE);
      }
    }
  }

  private final ConnectionHandler handler;
  private final ServerSocket listener;
  private final Queue<Socket> clients = new ConcurrentLinkedQueue<>();
  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
  private final AtomicInteger connections = new AtomicInteger();

  public HostileServer(ConnectionHandler handler) {
    this.handler = handler;
    try {
      listener = ServerSocketChannel.open().socket(); // so that its sockets have channels
      listener.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ServerPorts.choose()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.add(SocketTask.inBackground(this::accept));
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      connections.incrementAndGet();
      clients.add(client);
      threads.add(
          SocketTask.inBackground(
              () -> {
                try (client) {
                  handler.handle(client);
                }
              }));
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  public int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket client : clients) {
        client.close();
      }
      threads.forEach(Thread::interrupt);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
