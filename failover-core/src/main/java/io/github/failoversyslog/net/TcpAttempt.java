package io.github.failoversyslog.net;

import io.github.failoversyslog.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to reach a server by TCP: looks its name up, then tries every address in turn, each
 * with its share of the time that is left.
 */
final class TcpAttempt implements Connector.Attempt, ReadyHandler {

  private final Server server;
  private final long generation;
  private final TcpConnector connector;
  private final Connector.Outcome outcome;
  private final long deadlineNanos;
  private final Deque<InetAddress> addresses = new ArrayDeque<>();
  private @Nullable SelectionKey key;
  private long addressDeadlineNanos;
  private String reason;
  private boolean over;

  private TcpAttempt(
      Server server, long generation, TcpConnector connector, Connector.Outcome outcome) {
    this.server = server;
    this.generation = generation;
    this.connector = connector;
    this.outcome = outcome;
    this.deadlineNanos = connector.clock().getAsLong() + connector.connectTimeoutNanos();
    this.addressDeadlineNanos = deadlineNanos;
    this.reason = "the name look-up of " + server.host() + " took too long";
  }

  /** Starts; the outcome may be reported before this returns. */
  static TcpAttempt start(
      Server server, long generation, TcpConnector connector, Connector.Outcome outcome) {
    TcpAttempt attempt = new TcpAttempt(server, generation, connector, outcome);
    CompletableFuture<List<InetAddress>> answer = connector.resolver().resolve(server.host());
    answer
        .whenComplete(
            (found, problem) -> connector.loop().execute(() -> attempt.resolved(found, problem)))
        .exceptionally(problem -> null); // it was handed on
    return attempt;
  }

  private void resolved(@Nullable List<InetAddress> found, @Nullable Throwable problem) {
    if (over) {
      return;
    }
    if (found == null) {
      fail(
          "the name "
              + server.host()
              + " is unknown"
              + (problem == null ? "" : " (" + problem.getMessage() + ")"));
      return;
    }
    addresses.addAll(found);
    tryNextAddress();
  }

  private void tryNextAddress() {
    InetAddress address = addresses.poll();
    if (address == null) {
      fail(reason);
      return;
    }
    long now = connector.clock().getAsLong();
    addressDeadlineNanos = now + (deadlineNanos - now) / (addresses.size() + 1);
    reason = "no answer within " + (connector.connectTimeoutNanos() / 1_000_000) + " ms";
    connect(new InetSocketAddress(address, server.port()));
  }

  private void connect(SocketAddress address) {
    try {
      SocketChannel channel = Channels.open(connector.sendBufferBytes());
      key = register(channel);
      if (channel.connect(address)) {
        reached();
      } else {
        key.interestOps(SelectionKey.OP_CONNECT);
      }
    } catch (IOException | RuntimeException e) {
      addressFailed(Reasons.of(e));
    }
  }

  private SelectionKey register(SocketChannel channel) throws IOException {
    try {
      return channel.register(connector.selector(), 0, this);
    } catch (IOException | RuntimeException e) {
      Channels.close(channel);
      throw e;
    }
  }

  @Override
  public void ready() {
    SelectionKey connecting = key;
    if (over || connecting == null) {
      return;
    }
    try {
      if (((SocketChannel) connecting.channel()).finishConnect()) {
        reached();
      }
    } catch (IOException e) {
      addressFailed(Reasons.of(e));
    }
  }

  private void reached() {
    SelectionKey connected = key;
    if (connected == null) {
      throw new IllegalStateException("connected without a channel to " + server);
    }
    over = true;
    connected.interestOps(0);
    outcome.reached(connector.transport().connection(server, generation, connected));
  }

  private void addressFailed(String why) {
    closeChannel();
    reason = why;
    tryNextAddress();
  }

  private void fail(String why) {
    over = true;
    closeChannel();
    outcome.failed(why);
  }

  private void closeChannel() {
    if (key != null) {
      Channels.close(key.channel());
      key = null;
    }
  }

  @Override
  public long wakeAtNanos() {
    return over ? Long.MAX_VALUE : addressDeadlineNanos;
  }

  /** Gives up the address, or the whole attempt, whose time is over. */
  @Override
  public void checkDeadline(long nowNanos) {
    if (over || nowNanos < addressDeadlineNanos) {
      return;
    }
    if (nowNanos >= deadlineNanos) {
      fail(reason);
    } else {
      addressFailed(reason);
    }
  }

  @Override
  public void cancel() {
    if (!over) {
      over = true;
      closeChannel();
    }
  }
}
