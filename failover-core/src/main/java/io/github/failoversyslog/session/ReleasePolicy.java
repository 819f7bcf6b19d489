package io.github.failoversyslog.session;

/**
 * Decides which messages written to a connection need no resend, and where a resend starts when it
 * is lost: a pure function of what was written when, when the server last sent data, and its last
 * receipt.
 *
 * <p>A receipt proves that messages were read. Without receipts, a server is given the resend
 * window to read what was sent to it. That the server is reading is known only up to the last
 * evidence on this connection: it sent data, or the connection accepted more bytes than both
 * kernels can hold, so that the bytes before those were read. Other connections give no evidence
 * for this one.
 *
 * @param windowNanos the resend window; 0: written messages are never sent again
 * @param ourKernelBytes most ring bytes that our own kernel can hold
 * @param inKernelsBytes most ring bytes that the kernels of both sides can hold
 */
public record ReleasePolicy(long windowNanos, long ourKernelBytes, long inKernelsBytes) {
  private static final int MARKS_PER_WINDOW = 200;
  public static final long END_OF_STREAM_NANOS = 1_000_000_000L; // what may have been in flight

  /** A log with the resolution that this policy needs. */
  WriteLog newLog(long position, long nowNanos) {
    return new WriteLog(windowNanos / MARKS_PER_WINDOW, position, nowNanos);
  }

  /**
   * What is known about a connection.
   *
   * @param heardAt when the server last sent data, in the log's time; 0 if it never did
   * @param receipt everything before this position is proven to be read
   * @param writtenTo everything before this position was written
   */
  record Known(WriteLog log, long heardAt, long receipt, long writtenTo) {}

  /** Messages before this position no longer need a resend. */
  long releasable(Known known) {
    WriteLog log = known.log;
    long evidence =
        windowNanos == 0
            ? Long.MAX_VALUE
            : Math.max(known.heardAt, log.timeOf(known.writtenTo - inKernelsBytes));
    return Math.max(known.receipt, log.positionAt(evidence - windowNanos));
  }

  /**
   * The position of the first message that has to be sent again after the connection was lost. A
   * server that closes its side has read what had arrived: what was written at least a second
   * before, except for bytes that our kernel may still hold because the network drops packets to
   * the server.
   *
   * @param endedAfterNanos the connection had not ended at this time
   */
  long resendFrom(Loss loss, Known known, long endedAfterNanos) {
    return switch (loss) {
      case BROKEN -> releasable(known);
      case END_OF_STREAM -> {
        WriteLog log = known.log;
        long longAgo = log.time(endedAfterNanos) - Math.min(windowNanos, END_OF_STREAM_NANOS);
        long leftUs = log.positionUpTo(known.writtenTo - ourKernelBytes);
        yield Math.max(releasable(known), Math.min(log.positionAt(longAgo), leftUs));
      }
    };
  }
}
