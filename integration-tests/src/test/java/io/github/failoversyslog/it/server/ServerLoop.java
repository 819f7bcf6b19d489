package io.github.failoversyslog.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A daemon thread that waits for channels and runs tasks in between. */
final class ServerLoop implements AutoCloseable {

  /** A task on the loop's thread. */
  @FunctionalInterface
  interface LoopTask {
    void run() throws IOException;
  }

  private final Selector selector;
  private final Thread thread;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private volatile boolean open = true;

  ServerLoop(String name) {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Runs the task on the loop's thread and waits for it. Channels closed by it are fully closed
   * afterwards.
   */
  void call(LoopTask task) {
    if (!open) {
      throw new IllegalStateException("the server was closed");
    }
    FutureTask<Void> call =
        new FutureTask<>(
            () -> {
              task.run();
              selector.selectNow(); // a channel with a key is fully closed only after this
              return null;
            });
    tasks.add(call);
    selector.wakeup();
    try {
      call.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    }
  }

  /** Runs the task whenever the channel is ready. Call on the loop's thread. */
  SelectionKey register(SelectableChannel channel, int operations, LoopTask whenReady)
      throws IOException {
    channel.configureBlocking(false);
    return channel.register(selector, operations, whenReady);
  }

  boolean isOpen() {
    return open;
  }

  /** Ends the thread; the channels must already be closed. */
  @Override
  public void close() {
    open = false;
    selector.wakeup();
    try {
      thread.join();
      selector.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run() {
    while (open) {
      try {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.isValid() && key.attachment() instanceof LoopTask whenReady) {
            whenReady.run();
          }
        }
        selector.selectedKeys().clear();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
