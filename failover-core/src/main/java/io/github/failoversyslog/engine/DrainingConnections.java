package io.github.failoversyslog.engine;

import io.github.failoversyslog.session.Loss;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Old connections that get no more messages: within a time limit each writes what it holds and its
 * server closes its side. Used by the loop's thread only.
 */
final class DrainingConnections {
  private static final int MAX_DRAINING = 4;

  private final long closeTimeoutNanos;
  private final Deque<Draining> draining = new ArrayDeque<>();

  private record Draining(MessagePump pump, long deadlineNanos) {}

  DrainingConnections(long closeTimeoutNanos) {
    this.closeTimeoutNanos = closeTimeoutNanos;
  }

  /**
   * Begins to drain; if there are four already, the oldest is closed.
   *
   * @param restUntilNanos the latest end of the rest before the half-close
   */
  void add(MessagePump pump, long nowNanos, long restUntilNanos) {
    draining.add(new Draining(pump, nowNanos + closeTimeoutNanos));
    if (draining.size() > MAX_DRAINING) {
      draining.getFirst().pump().end(Loss.BROKEN, EngineTexts.tooManyClosing(MAX_DRAINING));
    }
    pump.finish(restUntilNanos);
  }

  /** Returns whether it was draining. */
  boolean remove(MessagePump pump) {
    return draining.removeIf(old -> old.pump() == pump);
  }

  /** Half-closes the connections whose rest is over, and ends those whose deadline has passed. */
  void checkDeadlines(long nowNanos) {
    List.copyOf(draining).stream()
        .map(Draining::pump)
        .filter(pump -> nowNanos >= pump.halfCloseAtNanos())
        .forEach(MessagePump::pump);
    for (int left = draining.size(); left > 0 && nowNanos >= deadlineNanos(); left--) {
      draining
          .getFirst()
          .pump()
          .end(Loss.BROKEN, EngineTexts.closeTimeout(Duration.ofNanos(closeTimeoutNanos)));
    }
  }

  private long deadlineNanos() {
    Draining oldest = draining.peekFirst(); // all have the same time limit
    return oldest == null ? Long.MAX_VALUE : oldest.deadlineNanos();
  }

  /**
   * @param polledAtNanos when all connections were last polled
   */
  long wakeAtNanos(long polledAtNanos) {
    long at = deadlineNanos();
    for (Draining old : draining) {
      at = Math.min(at, old.pump().halfCloseAtNanos());
      at = Math.min(at, old.pump().lookAgainAtNanos(polledAtNanos));
    }
    return at;
  }

  boolean isEmpty() {
    return draining.isEmpty();
  }

  void forEach(Consumer<MessagePump> action) {
    draining.forEach(old -> action.accept(old.pump()));
  }

  void clear() {
    draining.clear();
  }
}
