package io.github.failoversyslog.session;

import io.github.failoversyslog.wire.SingleDatagram;
import java.nio.ByteBuffer;

/**
 * One message a datagram, and no answers: RFC 5426. Nothing tells that a message arrived; that the
 * port of a server is closed comes back within a moment, and what was sent in that moment is sent
 * again.
 */
public final class DatagramSession extends OneWaySession {
  private static final int MARKS_PER_MOMENT = 100;

  private final long momentNanos;
  private WriteLog log;

  /**
   * @param momentNanos 0: nothing is sent again that was written
   */
  public DatagramSession(long momentNanos) {
    super(new SingleDatagram());
    this.momentNanos = momentNanos;
    this.log = newLog(0, 0);
  }

  private WriteLog newLog(long position, long nowNanos) {
    return new WriteLog(momentNanos / MARKS_PER_MOMENT, position, nowNanos);
  }

  @Override
  public void begin(long position, long nowNanos) {
    log = newLog(position, nowNanos);
  }

  @Override
  public void received(ByteBuffer input, long nowNanos) {}

  @Override
  public void written(long position, long nowNanos) {
    log.written(position, nowNanos);
  }

  @Override
  public void blocked(boolean nowBlocked, long nowNanos) {}

  @Override
  public long releasable(long nowNanos) {
    return log.positionAt(log.time(nowNanos) - momentNanos);
  }

  @Override
  public long provenTo() {
    return 0;
  }

  @Override
  public boolean hasUnproven() {
    return false; // nothing could prove it
  }

  @Override
  public boolean isProvenByItsEnd() {
    return false;
  }

  @Override
  public long resendFrom(Loss loss, long nowNanos) {
    return releasable(nowNanos);
  }

  @Override
  public void rewound(long position) {
    log.cutBackTo(position);
  }
}
