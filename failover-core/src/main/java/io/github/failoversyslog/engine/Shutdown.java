package io.github.failoversyslog.engine;

import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.failover.Trigger;
import java.time.Duration;
import java.util.BitSet;

/**
 * Decides how long the loop may continue after a stop was requested: until the budget is used up,
 * or for 0.5 s after no server is left to try. No server is left when none is connected and each
 * has failed since the stop began. An attempt that is pending then (DNS lookup, SYN or TLS
 * handshake) may take as long as the budget lasts.
 */
final class Shutdown {
  private static final long UNREACHABLE_NANOS = Duration.ofMillis(500).toNanos();
  private static final long NEVER = Long.MAX_VALUE;

  private final int servers;
  private final BitSet failed = new BitSet(); // since the stop began
  private volatile long budgetNanos = NEVER; // set by the thread that requests the stop
  private long beganAtNanos;
  private long endNanos = NEVER;
  private long reachableAtNanos; // when a server was last reachable or left, or stop began
  private boolean connectedSince; // a connection was made since the stop began

  /**
   * @param servers their number, at least 1
   */
  Shutdown(int servers) {
    this.servers = servers;
  }

  /** Requests the stop. Any thread; all other methods are the loop's. */
  void request(Duration budget) {
    budgetNanos = budget.toNanos();
  }

  boolean isRequested() {
    return budgetNanos != NEVER;
  }

  /**
   * Starts the budget at the first call after the request.
   *
   * @return whether this was that call
   */
  boolean begins(long nowNanos) {
    if (hasBegun()) {
      return false;
    }
    beganAtNanos = nowNanos;
    endNanos = nowNanos + budgetNanos;
    reachableAtNanos = nowNanos;
    return true;
  }

  private boolean hasBegun() {
    return endNanos != NEVER;
  }

  /**
   * The trigger led from one state to another. A server has failed when an attempt to connect to it
   * failed, or when a connection made since the stop began was lost. The loss of an older
   * connection does not show whether the server can be reached again, and the renewal of one is no
   * attempt to reach its server.
   */
  void changed(State before, Trigger trigger, State after, long nowNanos) {
    if (!hasBegun()) {
      return;
    }
    boolean wasConnected = before.phase().isConnected();
    boolean isConnected = after.phase().isConnected();
    if (trigger == Trigger.CONNECT_FAILED || (wasConnected && !isConnected && connectedSince)) {
      failed(before.server(), nowNanos);
    }
    boolean sameServerAsBefore =
        wasConnected && (before.generation() == after.generation() || before.isRenewedBy(after));
    connectedSince |= isConnected && !sameServerAsBefore;
  }

  private void failed(int server, long nowNanos) {
    if (isServerLeft()) {
      reachableAtNanos = nowNanos;
    }
    failed.set(server);
  }

  /**
   * Messages of a connection have to be sent again. If the connection was made before the stop
   * began, every server is tried once more: what they were tried with since were other messages.
   *
   * @param madeAtNanos when the connection was made; earlier if its end says nothing against its
   *     server
   */
  void returned(long madeAtNanos, long nowNanos) {
    if (hasBegun() && madeAtNanos < beganAtNanos) {
      failed.clear();
      reachableAtNanos = nowNanos;
    }
  }

  /** Whether the stop has begun and at least one server has not failed since. */
  boolean isServerLeft() {
    return hasBegun() && failed.cardinality() < servers;
  }

  /**
   * @param reachable whether a server is connected or its session is being opened
   */
  boolean isTimeOver(boolean reachable, long nowNanos) {
    if (reachable) {
      reachableAtNanos = nowNanos;
    }
    return nowNanos >= wakeAtNanos(reachable);
  }

  /** When the time is over if {@code reachable} and the servers left do not change. */
  long wakeAtNanos(boolean reachable) {
    boolean unreachable = hasBegun() && !reachable && !isServerLeft();
    return unreachable ? Math.min(endNanos, reachableAtNanos + UNREACHABLE_NANOS) : endNanos;
  }

  /** The middle of the remaining time; what starts then has the second half to complete. */
  long halfTimeNanos(long nowNanos) {
    return nowNanos + (endNanos - nowNanos) / 2;
  }

  /** Whether the time of a loop that has not had its first turn is over. */
  boolean isOverBeforeTheFirstTurn(long nowNanos) {
    return isRequested() && !begins(nowNanos) && isTimeOver(true, nowNanos);
  }
}
