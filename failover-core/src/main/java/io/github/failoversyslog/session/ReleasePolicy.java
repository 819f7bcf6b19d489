package io.github.failoversyslog.session;

/**
 * Decides which messages written to a connection need no resend, and how far back to go when it is
 * lost: a pure function of what was written when, what the server said when, and its last receipt.
 *
 * <p>A receipt proves that messages were read. Without one a server may take a window of time to
 * read what was sent to it. Whether it was there to read is known of the connection itself only,
 * and only up to the last evidence: the server said something, or more bytes were taken than both
 * kernels can hold, so that those before were read. Another connection tells nothing of this one.
 *
 * @param windowNanos 0: nothing is sent again that was written
 * @param ourKernelBytes of the ring, the most that our own kernel can hold
 * @param inKernelsBytes of the ring, the most that the kernels of both sides can hold
 */
public record ReleasePolicy(long windowNanos, long ourKernelBytes, long inKernelsBytes) {
  private static final int MARKS_PER_WINDOW = 200;
  public static final long END_OF_STREAM_NANOS = 1_000_000_000L; // what may have been on its way

  /** A log that is as exact as this policy needs. */
  WriteLog newLog(long position, long nowNanos) {
    return new WriteLog(windowNanos / MARKS_PER_WINDOW, position, nowNanos);
  }

  /**
   * What is known of a connection.
   *
   * @param heardAt when the server said something last, in the log's time; 0 if it never did
   * @param receipt the position before which everything is proven to be read
   * @param writtenTo the position before which everything was written
   */
  record Known(WriteLog log, long heardAt, long receipt, long writtenTo) {}

  /** Messages before this position need no resend any more. */
  long releasable(Known known) {
    WriteLog log = known.log;
    long evidence =
        windowNanos == 0
            ? Long.MAX_VALUE
            : Math.max(known.heardAt, log.timeOf(known.writtenTo - inKernelsBytes));
    return Math.max(known.receipt, log.positionAt(evidence - windowNanos));
  }

  /**
   * The position of the first message that has to be sent again after this end of the connection,
   * which is not one that we asked for. A server that ends its stream has read what had arrived:
   * what was written a second ago, unless our kernel may still hold it, since something on the way
   * drops what goes there.
   *
   * @param endedAfterNanos it had not ended by then
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
