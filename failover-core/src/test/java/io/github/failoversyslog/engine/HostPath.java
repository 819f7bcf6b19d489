package io.github.failoversyslog.engine;

/** The network between the hosts of a sender and a server, as all their connections meet it. */
final class HostPath {
  private final VirtualTime timeline;
  private long heldUntilNanos = Long.MIN_VALUE;
  private int largestBytes = Integer.MAX_VALUE;

  HostPath(VirtualTime timeline) {
    this.timeline = timeline;
  }

  /**
   * For this time no packet arrives, in either direction; then all arrive together.
   *
   * @return false if packets are held for longer already
   */
  boolean holds(long nanos) {
    long untilNanos = timeline.now() + nanos;
    boolean longer = untilNanos > heldUntilNanos;
    heldUntilNanos = longer ? untilNanos : heldUntilNanos;
    return longer;
  }

  /** Larger packets of the sender are dropped without an answer: a black hole of path MTU. */
  void dropsLargerThan(int bytes) {
    largestBytes = bytes;
  }

  void dropsNone() {
    largestBytes = Integer.MAX_VALUE;
  }

  boolean drops(int bytes) {
    return bytes > largestBytes;
  }

  /** Whether packets are dropped by their size. */
  boolean isBlackHole() {
    return largestBytes < Integer.MAX_VALUE;
  }

  boolean isHeld() {
    return timeline.now() <= heldUntilNanos;
  }

  /** A packet would arrive now: it does, in the order of the packets, once none is held. */
  void arrives(Runnable packet) {
    if (isHeld()) {
      timeline.in(heldUntilNanos + 1 - timeline.now(), () -> arrives(packet));
    } else {
      packet.run();
    }
  }
}
