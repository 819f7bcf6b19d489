package io.github.failoversyslog.net;

import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** Performs on the test's thread what the sender's thread does for its connections. */
final class SelectorLoop implements AutoCloseable {
  private static final long CONNECT_TIMEOUT_NANOS = 10_000_000_000L;

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Selector selector;

  SelectorLoop() throws IOException {
    selector = Selector.open();
  }

  Selector selector() {
    return selector;
  }

  /** Queues the task for the test's thread. */
  void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  /** Returns when the connection is established. Every name resolves to 127.0.0.1. */
  Connection connect(Server server, int sendBufferBytes, Transport transport) {
    TcpConnector connector =
        new TcpConnector(
            selector,
            host -> CompletableFuture.completedFuture(List.of(InetAddress.getLoopbackAddress())),
            this::execute,
            System::nanoTime,
            CONNECT_TIMEOUT_NANOS,
            sendBufferBytes,
            transport);
    CompletableFuture<Connection> reached = new CompletableFuture<>();
    connector.open(
        server,
        new Connector.AttemptListener() {
          @Override
          public void reached(Connection connection) {
            reached.complete(connection);
          }

          @Override
          public void failed(String reason) {
            reached.completeExceptionally(new IOException(reason));
          }

          @Override
          public void rejected(String reason) {
            failed(reason);
          }

          @Override
          public void notAsked(String reason) {
            failed(reason);
          }
        });
    turnUntil("connected", reached::isDone);
    return reached.join();
  }

  /** Waits for a condition while handling events and tasks. */
  void turnUntil(String what, BooleanSupplier condition) {
    Eventually.until(
        what,
        () -> {
          selector.selectNow();
          selector.selectedKeys().forEach(key -> ((ReadyHandler) key.attachment()).ready());
          selector.selectedKeys().clear();
          for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
          }
          return condition.getAsBoolean();
        });
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
