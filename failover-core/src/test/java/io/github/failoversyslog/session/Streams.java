package io.github.failoversyslog.session;

import io.github.failoversyslog.wire.Framing;

/** Stream sessions without requests for receipts. */
public final class Streams {
  private Streams() {}

  /**
   * @param inKernelsBytes most ring bytes that the kernels of both sides can hold; our own can hold
   *     all of them
   */
  public static StreamSession of(Framing framing, long resendWindowNanos, long inKernelsBytes) {
    return new StreamSession(
        framing, resendWindowNanos, inKernelsBytes, inKernelsBytes, ReceiptRequests.none());
  }
}
