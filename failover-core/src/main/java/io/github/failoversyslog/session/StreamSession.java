package io.github.failoversyslog.session;

import io.github.failoversyslog.wire.Framing;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Frames one after the other, and no answers: RFC 6587, RFC 5425. What was read is a matter of
 * receipts that come by other ways, and of time.
 */
public final class StreamSession extends OneWaySession {
  private static final long HEARD_WITHIN_NANOS = 60_000_000_000L;
  private static final long MOST_HEARD_BYTES = 16 * 1024 * 1024; // to read that takes 20 ms

  private final ReleasePolicy policy;
  private final ReceiptRequests requests;
  private WriteLog log;
  private long heardAt; // in the log's time
  private long provenTo; // the connection's first message, or behind the last receipt
  private long writtenTo;
  private long heardSinceNanos;
  private long heardBytes;

  /**
   * @param resendWindowNanos 0: nothing is sent again that was written
   * @param ourKernelBytes of the ring, the most that our kernel can hold of one connection
   * @param inKernelsBytes the most that the kernels of both sides can hold of it
   * @param requests for receipts before the end of the connection
   */
  public StreamSession(
      Framing framing,
      long resendWindowNanos,
      long ourKernelBytes,
      long inKernelsBytes,
      ReceiptRequests requests) {
    super(framing);
    this.requests = requests;
    this.policy = new ReleasePolicy(resendWindowNanos, ourKernelBytes, inKernelsBytes);
    this.log = policy.newLog(0, 0);
  }

  @Override
  public void begin(long position, long nowNanos) {
    log = policy.newLog(position, nowNanos);
    requests.begin(position, nowNanos);
    heardAt = 0;
    provenTo = position;
    writtenTo = position;
  }

  /** A receiver of these protocols says nothing; what some say all the same is thrown away. */
  @Override
  public void received(ByteBuffer input, long nowNanos) throws IOException {
    heardAt = log.time(nowNanos);
    if (nowNanos - heardSinceNanos >= HEARD_WITHIN_NANOS) {
      heardSinceNanos = nowNanos;
      heardBytes = 0;
    }
    heardBytes += input.remaining();
    if (heardBytes > MOST_HEARD_BYTES) {
      throw new IOException(SessionTexts.tooMuchInput(MOST_HEARD_BYTES / 1024 / 1024));
    }
  }

  @Override
  public void written(long position, long nowNanos) {
    writtenTo = position;
    log.written(position, nowNanos);
  }

  @Override
  public void blocked(boolean nowBlocked, long nowNanos) {
    log.blocked(nowBlocked, nowNanos);
  }

  /**
   * A receipt proves that the server has read the messages before this position.
   *
   * @param position which {@link #written} had told when the receipt was asked for; since then
   *     nothing was {@link #rewound}
   */
  @Override
  public void receipt(long position) {
    provenTo = Math.max(provenTo, Math.min(position, writtenTo));
  }

  private ReleasePolicy.Known known() {
    return new ReleasePolicy.Known(log, heardAt, provenTo, writtenTo);
  }

  @Override
  public long releasable(long nowNanos) {
    return policy.releasable(known());
  }

  @Override
  public long provenTo() {
    return provenTo;
  }

  @Override
  public boolean hasUnproven() {
    return writtenTo > provenTo && !requests.areAnswered();
  }

  @Override
  public ReceiptRequests receiptRequests() {
    return requests;
  }

  @Override
  public boolean isProvenByItsEnd() {
    return true;
  }

  @Override
  public long resendFrom(Loss loss, long nowNanos) {
    return policy.resendFrom(loss, known(), nowNanos);
  }

  @Override
  public void rewound(long position) {
    log.cutBackTo(position);
    requests.rewound(position);
    provenTo = Math.min(provenTo, position);
    writtenTo = Math.min(writtenTo, position);
  }
}
