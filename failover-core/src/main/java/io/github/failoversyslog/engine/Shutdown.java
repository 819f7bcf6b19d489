package io.github.failoversyslog.engine;

import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.failover.Trigger;
import java.time.Duration;
import java.util.BitSet;

/**
 * Decides how long the loop may go on once it was told to stop: as long as the budget lasts, or
 * half a second from when no server is left that can be hoped for. That is so while none is there
 * and every one has failed since the stop began: an attempt that is under way then, be it a look-up
 * of a name, a SYN or a TLS handshake, may take as long as the budget lasts.
 */
final class Shutdown {
  private static final long UNREACHABLE_NANOS = Duration.ofMillis(500).toNanos();
  private static final long NEVER = Long.MAX_VALUE;

  private final int servers;
  private final BitSet failed = new BitSet(); // since the stop began
  private volatile long budgetNanos = NEVER; // set by the thread that stops
  private long endNanos = NEVER;
  private long hopefulAtNanos; // when a server was last there or left, or the stop began
  private boolean connectedSince; // a connection was made since the stop began

  /**
   * @param servers how many there are, at least 1
   */
  Shutdown(int servers) {
    this.servers = servers;
  }

  /** Any thread; all other methods are the loop's. */
  void request(Duration budget) {
    budgetNanos = budget.toNanos();
  }

  boolean isRequested() {
    return budgetNanos != NEVER;
  }

  /** Returns true at the first call after the request: the budget counts from then on. */
  boolean begins(long nowNanos) {
    if (hasBegun()) {
      return false;
    }
    endNanos = nowNanos + budgetNanos;
    hopefulAtNanos = nowNanos;
    return true;
  }

  private boolean hasBegun() {
    return endNanos != NEVER;
  }

  /**
   * The trigger led from one state to another. A server fails when an attempt to reach it does, or
   * when a connection is lost that was made since the stop began: one that was there before says
   * nothing of whether the server can be reached again, and its renewal is no attempt to reach it.
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
      hopefulAtNanos = nowNanos;
    }
    failed.set(server);
  }

  /** Whether the stop has begun and a server has not failed since. */
  boolean isServerLeft() {
    return hasBegun() && failed.cardinality() < servers;
  }

  /**
   * @param reachable whether any server is there
   */
  boolean isTimeOver(boolean reachable, long nowNanos) {
    if (reachable) {
      hopefulAtNanos = nowNanos;
    }
    return nowNanos >= wakeAtNanos(reachable);
  }

  /** When the time will be over, as things are. */
  long wakeAtNanos(boolean reachable) {
    boolean hopeless = hasBegun() && !reachable && !isServerLeft();
    return hopeless ? Math.min(endNanos, hopefulAtNanos + UNREACHABLE_NANOS) : endNanos;
  }

  /** The middle of the time that is left; what is done then leaves time to see what comes of it. */
  long halfTimeNanos(long nowNanos) {
    return nowNanos + (endNanos - nowNanos) / 2;
  }

  /** Whether the time is over of a loop that has had no turn yet. */
  boolean isOverBeforeTheFirstTurn(long nowNanos) {
    return isRequested() && !begins(nowNanos) && isTimeOver(true, nowNanos);
  }
}
