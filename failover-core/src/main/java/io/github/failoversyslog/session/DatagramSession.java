package io.github.failoversyslog.session;

import io.github.failoversyslog.wire.SingleDatagram;
import java.nio.ByteBuffer;

/**
 * Syslog over UDP: one message per datagram, no acknowledgements (RFC 5426). Delivery cannot be
 * confirmed. An ICMP port unreachable arrives shortly after a datagram was sent to a closed port;
 * messages sent within {@code momentNanos} before it are sent again.
 */
public final class DatagramSession extends OneWaySession {
  private static final int MARKS_PER_MOMENT = 100;

  private final long momentNanos;
  private WriteLog log;

  /**
   * @param momentNanos how long an ICMP error may take to arrive; 0: written messages are never
   *     sent again
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
  public void received(ByteBuffer input, long sinceNanos, long nowNanos) {}

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
    return false; // UDP has no acknowledgement that could prove it
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
