package io.github.failoversyslog.engine;

import io.github.failoversyslog.wire.Framing;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Frames one after the other, and no answers: RFC 6587, RFC 5425. What arrived is a matter of time.
 */
final class StreamSession extends OneWaySession {
  private static final long HEARD_WITHIN_NANOS = 60_000_000_000L;
  private static final long MOST_HEARD_BYTES = 16 * 1024 * 1024; // to read that takes 20 ms

  private final long resendWindowNanos;
  private final long inFlightBytes;
  private ReleasePolicy releasePolicy;
  private long provenTo; // the connection's first message, or behind the last receipt
  private long writtenTo;
  private long heardSinceNanos;
  private long heardBytes;

  /**
   * @param resendWindowNanos 0: nothing is sent again that was written
   * @param inFlightBytes of the ring, the most that the kernel holds for one connection
   */
  StreamSession(Framing framing, long resendWindowNanos, long inFlightBytes) {
    super(framing);
    this.resendWindowNanos = resendWindowNanos;
    this.inFlightBytes = inFlightBytes;
    this.releasePolicy = new ReleasePolicy(resendWindowNanos, inFlightBytes, 0, 0);
  }

  @Override
  public void begin(long position, long nowNanos) {
    releasePolicy = new ReleasePolicy(resendWindowNanos, inFlightBytes, position, nowNanos);
    provenTo = position;
    writtenTo = position;
  }

  /** A receiver of these protocols says nothing; what some say all the same is thrown away. */
  @Override
  public void received(ByteBuffer input, long nowNanos) throws IOException {
    releasePolicy.heard(nowNanos);
    if (nowNanos - heardSinceNanos >= HEARD_WITHIN_NANOS) {
      heardSinceNanos = nowNanos;
      heardBytes = 0;
    }
    heardBytes += input.remaining();
    if (heardBytes > MOST_HEARD_BYTES) {
      throw new IOException("sends without end");
    }
  }

  @Override
  public void written(long position, long nowNanos) {
    writtenTo = position;
    releasePolicy.written(position, nowNanos);
  }

  @Override
  public void blocked(boolean nowBlocked, long nowNanos) {
    releasePolicy.blocked(nowBlocked, nowNanos);
  }

  @Override
  public long releasable(long nowNanos) {
    return releasePolicy.releasable(nowNanos);
  }

  @Override
  public long provenTo() {
    return provenTo;
  }

  @Override
  public boolean hasUnproven() {
    return writtenTo > provenTo;
  }

  @Override
  public boolean isProvenByItsEnd() {
    return true;
  }

  @Override
  public long resendFrom(Loss loss, long nowNanos) {
    return releasePolicy.resendFrom(loss, nowNanos);
  }

  @Override
  public void rewound(long position) {
    releasePolicy.rewound(position);
  }
}
