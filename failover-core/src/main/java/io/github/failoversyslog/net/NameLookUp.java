package io.github.failoversyslog.net;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One DNS lookup with a timeout. Used by the loop's thread only. */
final class NameLookUp implements Connector.Attempt {

  /** Receives the outcome, on the loop's thread. */
  interface Callback {
    /**
     * @param addresses one or more
     */
    void found(List<InetAddress> addresses);

    /**
     * @param reason for a status line
     */
    void failed(String reason);
  }

  private final TcpConnector connector;
  private final String host;
  private final Callback callback;
  private final long deadlineNanos;
  private @Nullable CompletableFuture<List<InetAddress>> answer;
  private boolean over;

  /**
   * @param connector whose resolver, loop, clock and connectTimeout are used
   */
  NameLookUp(TcpConnector connector, String host, Callback callback) {
    this.connector = connector;
    this.host = host;
    this.callback = callback;
    this.deadlineNanos = connector.clock().getAsLong() + connector.connectTimeoutNanos();
  }

  /** The callback may be called before this returns. */
  void start() {
    answer = connector.resolver().resolve(host);
    answer
        .whenComplete((found, problem) -> connector.loop().execute(() -> answered(found, problem)))
        .exceptionally(problem -> null); // reported by answered()
  }

  private void answered(@Nullable List<InetAddress> found, @Nullable Throwable problem) {
    if (over) {
      return;
    }
    over = true;
    if (found != null) {
      callback.found(found);
    } else {
      callback.failed(NetTexts.cannotResolve(host, Reasons.ofLookUp(host, problem)));
    }
  }

  @Override
  public long wakeAtNanos() {
    return over ? Long.MAX_VALUE : deadlineNanos;
  }

  @Override
  public void checkDeadline(long nowNanos) {
    if (!over && nowNanos >= deadlineNanos) {
      cancel();
      callback.failed(
          NetTexts.lookUpTimedOut(host, Duration.ofNanos(connector.connectTimeoutNanos())));
    }
  }

  @Override
  public void cancel() {
    over = true;
    if (answer != null) {
      answer.cancel(false); // frees waiting callers if the lookup hangs
    }
  }
}
