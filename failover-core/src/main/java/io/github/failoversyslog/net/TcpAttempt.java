package io.github.failoversyslog.net;

import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect to a server by TCP: looks up its name, then tries each address in turn,
 * dividing the remaining time between the remaining addresses.
 */
final class TcpAttempt implements Connector.Attempt, ReadyHandler, NameLookUp.Callback {

  private final Server server;
  private final TcpConnector connector;
  private final Connector.AttemptListener outcome;
  private final long deadlineNanos;
  private final NameLookUp lookUp;
  private final Deque<InetAddress> addresses = new ArrayDeque<>();
  private @Nullable SelectionKey key;
  private long addressDeadlineNanos = Long.MAX_VALUE;
  private long askedAtNanos; // when the current address was contacted
  private String reason = "";
  private boolean asked; // whether the host was contacted, not only a name server
  private boolean wasReset;
  private boolean over;

  private TcpAttempt(Server server, TcpConnector connector, Connector.AttemptListener outcome) {
    this.server = server;
    this.connector = connector;
    this.outcome = outcome;
    this.deadlineNanos = connector.clock().getAsLong() + connector.connectTimeoutNanos();
    this.lookUp = new NameLookUp(connector, server.host(), this);
  }

  /** Starts an attempt; its outcome may be reported before this returns. */
  static TcpAttempt start(
      Server server, TcpConnector connector, Connector.AttemptListener outcome) {
    TcpAttempt attempt = new TcpAttempt(server, connector, outcome);
    attempt.lookUp.start();
    return attempt;
  }

  @Override
  public void found(List<InetAddress> found) {
    addresses.addAll(found);
    tryNextAddress();
  }

  private void tryNextAddress() {
    InetAddress address = addresses.poll();
    if (address == null) {
      failed(reason);
      return;
    }
    long now = connector.clock().getAsLong();
    addressDeadlineNanos = now + (deadlineNanos - now) / (addresses.size() + 1);
    reason = NetTexts.noAnswer(Duration.ofNanos(connector.connectTimeoutNanos()));
    connect(new InetSocketAddress(address, server.port()));
  }

  private void connect(SocketAddress address) {
    try {
      SocketChannel channel = Channels.open(connector.sendBufferBytes());
      key = register(channel);
      askedAtNanos = connector.clock().getAsLong();
      asked = true;
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
      wasReset |= Reasons.isReset(e); // a SYN is refused, only an established connection is reset
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
    long roundTripNanos = connector.clock().getAsLong() - askedAtNanos;
    outcome.reached(connector.transport().connection(server, connected, roundTripNanos));
  }

  private void addressFailed(String why) {
    closeChannel();
    reason = why;
    tryNextAddress();
  }

  @Override
  public void failed(String why) {
    over = true;
    closeChannel();
    if (!asked) {
      outcome.notAsked(why);
    } else if (wasReset) {
      outcome.rejected(why);
    } else {
      outcome.failed(why);
    }
  }

  private void closeChannel() {
    if (key != null) {
      Channels.close(key.channel());
      key = null;
    }
  }

  @Override
  public long wakeAtNanos() {
    return over ? Long.MAX_VALUE : Math.min(lookUp.wakeAtNanos(), addressDeadlineNanos);
  }

  /** Gives up the current address, or the attempt, when its time is over. */
  @Override
  public void checkDeadline(long nowNanos) {
    lookUp.checkDeadline(nowNanos);
    if (over || nowNanos < addressDeadlineNanos) {
      return;
    }
    if (nowNanos >= deadlineNanos) {
      failed(reason);
    } else {
      addressFailed(reason);
    }
  }

  @Override
  public void cancel() {
    if (!over) {
      over = true;
      lookUp.cancel();
      closeChannel();
    }
  }
}
