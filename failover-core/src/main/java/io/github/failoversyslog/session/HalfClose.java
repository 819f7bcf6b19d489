package io.github.failoversyslog.session;

/**
 * Decides when the output of a connection may be shut down, and whether the server's end of stream
 * that follows proves that the server has read everything.
 *
 * <p>An end of stream that the server sent before it received ours proves nothing about the last
 * bytes written. So the connection rests first: nothing is written for the longest time that such
 * an end of stream could take to arrive. If there is no time for that, an end of stream proves
 * nothing unless the connection was still open one round trip after ours.
 */
public final class HalfClose {
  private static final long SHORTEST_REST_NANOS = 200_000_000;
  private static final long LONGEST_REST_NANOS = 1_000_000_000; // longer: a SYN was lost

  private final boolean proves;
  private final long roundTripNanos;
  private final long restNanos;
  private boolean mustRest;
  private long restsFromNanos; // the last write, or later
  private long restedSinceWriteNanos = Long.MIN_VALUE;
  private long byNanos = Long.MAX_VALUE;
  private boolean done;
  private boolean rested;
  private long doneAtNanos;

  /**
   * @param proves whether the server's end of stream is needed as proof; if not, there is no rest
   * @param roundTripNanos as measured when the connection was established; 0 if unknown
   */
  public HalfClose(boolean proves, long roundTripNanos) {
    this.proves = proves;
    this.roundTripNanos = roundTripNanos;
    long longerThanTheWay = roundTripNanos + roundTripNanos / 2; // the round trip may have grown
    this.restNanos = Math.min(LONGEST_REST_NANOS, Math.max(SHORTEST_REST_NANOS, longerThanTheWay));
  }

  public void written(long nowNanos) {
    restFrom(nowNanos);
    restedSinceWriteNanos = nowNanos + restNanos;
  }

  /**
   * Starts the rest at this time, even if the last write was earlier: the server may still reject
   * the connection that will replace this one. That is no condition of the proof.
   */
  public void restFrom(long nowNanos) {
    restsFromNanos = nowNanos;
    mustRest = proves;
  }

  /** When the rest is over, if nothing more is written; 0 if no rest is needed. */
  public long restedAtNanos() {
    return mustRest ? restsFromNanos + restNanos : 0;
  }

  /** The output is shut down at this time at the latest, even if the rest is not over. */
  public void notLaterThan(long nanos) {
    byNanos = nanos;
  }

  /** When the output is to be shut down. */
  public long dueAtNanos() {
    return Math.min(restedAtNanos(), byNanos);
  }

  /**
   * The output is about to be shut down.
   *
   * @param openAtNanos the server had not closed its side at this time
   */
  public void begins(long openAtNanos) {
    done = true;
    rested = !proves || openAtNanos >= restedSinceWriteNanos;
  }

  /** The output was shut down. */
  public void done(long nowNanos) {
    doneAtNanos = nowNanos;
  }

  public boolean isDone() {
    return done;
  }

  /**
   * Whether losing the connection in this way proves that the server has read everything.
   *
   * @param openAtNanos the connection had not ended at this time
   */
  public boolean isProof(Loss loss, long openAtNanos) {
    return done && loss == Loss.END_OF_STREAM && (rested || openAtNanos >= provesFromNanos());
  }

  /**
   * From when on an end of stream is a proof, if the output was shut down before the rest was over;
   * {@link Long#MAX_VALUE} otherwise.
   */
  public long provesFromNanos() {
    return done && !rested ? doneAtNanos + roundTripNanos : Long.MAX_VALUE;
  }
}
