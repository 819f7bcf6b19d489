package io.github.failoversyslog.session;

import io.github.failoversyslog.wire.Framing;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Syslog over TCP or TLS, without acknowledgements in the protocol: RFC 6587, RFC 5425. What the
 * server has read is known from TLS receipts, from the end of the stream, or assumed after the
 * resend window.
 */
public final class StreamSession extends OneWaySession {
  private static final long HEARD_WITHIN_NANOS = 60_000_000_000L;
  private static final long MOST_HEARD_BYTES = 16 * 1024 * 1024; // reading it takes 20 ms

  private final ReleasePolicy policy;
  private final ReceiptRequests requests;
  private WriteLog log;
  private long heardAt; // in the log's time
  private long provenTo; // at first the position of the connection's first message
  private long writtenTo;
  private long heardSinceNanos;
  private long heardBytes;

  /**
   * @param resendWindowNanos 0: written messages are never sent again
   * @param ourKernelBytes most ring bytes that our own kernel can hold for one connection
   * @param inKernelsBytes most ring bytes that the kernels of both sides can hold for it
   * @param requests for receipts while the connection is in use
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

  /**
   * A receiver of these protocols sends nothing. What some send anyway is discarded, but counts as
   * evidence that the server is up.
   */
  @Override
  public void received(ByteBuffer input, long sinceNanos, long nowNanos) throws IOException {
    heardAt = Math.max(heardAt, log.time(sinceNanos));
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
   * @param position as last passed to {@link #written} when the receipt was requested; the session
   *     must not have been {@link #rewound} since
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
