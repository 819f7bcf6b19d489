package io.github.failoversyslog.session;

/**
 * Decides when the output of a connection may be ended, and whether the end of the server's stream
 * that follows proves that the server has read everything.
 *
 * <p>An end that was under way before ours says nothing of the last bytes that were written. So the
 * connection rests first, for as long as such an end would take to come here at the most. Where
 * there is no time for that, an end that comes sooner than an answer to ours could is no proof.
 */
public final class HalfClose {
  private static final long SHORTEST_REST_NANOS = 200_000_000;
  private static final long LONGEST_REST_NANOS = 1_000_000_000; // a SYN that was lost took longer

  private final boolean proves;
  private final long roundTripNanos;
  private final long restNanos;
  private boolean mustRest;
  private long lastAtNanos; // of a write, or later
  private long byNanos = Long.MAX_VALUE;
  private boolean done;
  private boolean rested;
  private long doneAtNanos;

  /**
   * @param proves whether the server's end is to prove something; without a need for that there is
   *     no rest
   * @param roundTripNanos as measured when the connection was made; 0 if it is not known
   */
  public HalfClose(boolean proves, long roundTripNanos) {
    this.proves = proves;
    this.roundTripNanos = roundTripNanos;
    long longerThanTheWay = roundTripNanos + roundTripNanos / 2; // it may have become longer
    this.restNanos = Math.min(LONGEST_REST_NANOS, Math.max(SHORTEST_REST_NANOS, longerThanTheWay));
  }

  /** Bytes were written at this time. */
  public void written(long nowNanos) {
    lastAtNanos = nowNanos;
    mustRest = proves;
  }

  /**
   * The rest is not to count from an earlier time, however long ago the last write was: the server
   * may yet reject the connection that is to take the place of this one.
   */
  public void restFrom(long nowNanos) {
    written(nowNanos);
  }

  /** When the connection has rested, if nothing more is written; 0 if it need not rest. */
  public long restedAtNanos() {
    return mustRest ? lastAtNanos + restNanos : 0;
  }

  /** It must not take longer than until then, rested or not. */
  public void notLaterThan(long nanos) {
    byNanos = nanos;
  }

  /** When the output is to be ended. */
  public long dueAtNanos() {
    return Math.min(restedAtNanos(), byNanos);
  }

  /** The output was ended. */
  public void done(long nowNanos) {
    done = true;
    rested = nowNanos >= restedAtNanos();
    doneAtNanos = nowNanos;
  }

  public boolean isDone() {
    return done;
  }

  /** Whether an end of the connection that comes now proves that the server has read everything. */
  public boolean isProof(Loss loss, long nowNanos) {
    boolean answer = rested || nowNanos - doneAtNanos >= roundTripNanos;
    return done && loss == Loss.END_OF_STREAM && answer;
  }
}
