package io.github.failoversyslog.engine;

/** The TLS handshake of a connection: one round trip, and the server's process takes part. */
final class SimulatedTls {
  private static final int HELLO_BYTES = 400;

  private final SimulatedConnection near;
  private final HostPath path;
  private final boolean used;
  private boolean begun;
  private boolean answered;
  private boolean complete;

  SimulatedTls(SimulatedConnection near, HostPath path, boolean used) {
    this.near = near;
    this.path = path;
    this.used = used;
    this.complete = !used;
  }

  /** Advances the handshake; returns whether it is complete. */
  boolean advances() {
    if (!complete && !begun) {
      begun = true;
      if (!path.drops(HELLO_BYTES)) {
        near.route().there(near.roundTripNanos() / 2, this::arrives, () -> {});
      }
    }
    complete |= answered;
    return complete;
  }

  private void arrives() {
    if (near.far().takesPart()) {
      near.route().back(() -> answered = true);
    }
  }

  boolean isComplete() {
    return complete;
  }

  /** Whether the sender has to be told that the handshake can be completed. */
  boolean isNews() {
    return answered && !complete;
  }

  boolean isUsed() {
    return used;
  }
}
