package io.github.failoversyslog.net;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One look-up of a name, with an end to the patience. Used by the loop's thread only. */
final class LookUp implements Connector.Attempt {

  /** Is told, on the loop's thread, how it ended. */
  interface Outcome {
    /**
     * @param addresses one or more
     */
    void found(List<InetAddress> addresses);

    /**
     * @param reason in a few words
     */
    void failed(String reason);
  }

  private final TcpConnector its;
  private final String host;
  private final Outcome outcome;
  private final long deadlineNanos;
  private @Nullable CompletableFuture<List<InetAddress>> answer;
  private boolean over;

  /**
   * @param its resolver, loop, clock and patience
   */
  LookUp(TcpConnector its, String host, Outcome outcome) {
    this.its = its;
    this.host = host;
    this.outcome = outcome;
    this.deadlineNanos = its.clock().getAsLong() + its.connectTimeoutNanos();
  }

  /** The outcome may be told before this returns. */
  void start() {
    answer = its.resolver().resolve(host);
    answer
        .whenComplete((found, problem) -> its.loop().execute(() -> answered(found, problem)))
        .exceptionally(problem -> null); // it was handed on
  }

  private void answered(@Nullable List<InetAddress> found, @Nullable Throwable problem) {
    if (over) {
      return;
    }
    over = true;
    if (found != null) {
      outcome.found(found);
    } else {
      String why = problem == null ? "" : " (" + problem.getMessage() + ")";
      outcome.failed("the name " + host + " is unknown" + why);
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
      outcome.failed("the name look-up of " + host + " took too long");
    }
  }

  @Override
  public void cancel() {
    over = true;
    if (answer != null) {
      answer.cancel(false); // a look-up that hangs must hold nobody
    }
  }
}
