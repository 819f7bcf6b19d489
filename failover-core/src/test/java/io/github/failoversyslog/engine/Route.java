package io.github.failoversyslog.engine;

/** How the packets of one connection travel, and what the network does to them. */
final class Route {

  /** What happens to the connection's packets in the network. */
  enum Fault {
    NONE,
    /** A router has lost the connection's state: all packets are dropped. */
    FORGOTTEN,
    /** The server's packets are dropped. */
    ONLY_THERE,
    /** The sender's packets are dropped. */
    ONLY_BACK,
    /** A router has lost the connection's state: it answers the sender's packets with a reset. */
    RESETS
  }

  private final VirtualTime timeline;
  private final HostPath path;
  private final long latencyNanos;
  private Fault fault = Fault.NONE;
  private long stuckFrom = Long.MAX_VALUE; // byte from which on packets were too large

  Route(VirtualTime timeline, HostPath path, long latencyNanos) {
    this.timeline = timeline;
    this.path = path;
    this.latencyNanos = latencyNanos;
  }

  /**
   * A packet of the sender is on its way.
   *
   * @param delayNanos until it arrives
   * @param reset happens at the sender if a router answers the packet with a reset
   */
  void there(long delayNanos, Runnable arrives, Runnable reset) {
    timeline.in(
        delayNanos,
        () ->
            path.arrives(
                () -> {
                  switch (fault) {
                    case NONE, ONLY_THERE -> arrives.run();
                    case FORGOTTEN, ONLY_BACK -> {}
                    case RESETS -> timeline.in(latencyNanos, reset);
                  }
                }));
  }

  /** A packet of the server is on its way. */
  void back(Runnable arrives) {
    timeline.in(
        latencyNanos,
        () ->
            path.arrives(
                () -> {
                  if (fault == Fault.NONE || fault == Fault.ONLY_BACK) {
                    arrives.run();
                  }
                }));
  }

  /** From now on this happens to the packets; no second fault replaces the first. */
  boolean suffers(Fault next) {
    boolean first = fault == Fault.NONE;
    fault = first ? next : fault;
    return first;
  }

  /** Whether nothing happens to packets but delay and the path's black hole. */
  boolean isOpen() {
    return fault == Fault.NONE;
  }

  /**
   * The sender's kernel makes packets of a write.
   *
   * @param from number of the bytes before it
   * @return whether they are dropped for their size from now on, and were not before
   */
  boolean sticks(long from, int bytes) {
    if (stuckFrom < Long.MAX_VALUE || !path.drops(bytes)) {
      return false;
    }
    stuckFrom = from;
    return true;
  }

  boolean isStuck() {
    return stuckFrom < Long.MAX_VALUE;
  }

  void isFreed() {
    stuckFrom = Long.MAX_VALUE;
  }

  /** The most bytes that can arrive of those that were written. */
  long passable(long written) {
    return Math.min(written, stuckFrom);
  }
}
