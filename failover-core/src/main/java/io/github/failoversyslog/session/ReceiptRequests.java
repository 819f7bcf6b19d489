package io.github.failoversyslog.session;

import java.time.Duration;

/**
 * Decides when receipts are requested over one connection, and what the answers prove: a pure
 * function of ring positions, the number of answers and time.
 *
 * <p>Servers answer every request, all but the last one, or none. The m-th answer confirms at least
 * what was written before the m-th request. So requests are sent in pairs; a pair is confirmed once
 * its first request and all earlier requests are answered. No further pair is sent while one is
 * unconfirmed: a server that never answers gets two requests.
 */
public final class ReceiptRequests {
  public static final int PAIR = 2;
  private static final long BETWEEN_PAIRS_NANOS = Duration.ofMillis(200).toNanos();
  private static final long HARM_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long NEVER = Long.MAX_VALUE;

  private final long overdueNanos;
  private boolean wanted;
  private long pairs;
  private long answers;
  private long provenTo;
  private long askedTo; // everything before this position was written before the last pair
  private long askedAtNanos;
  private long firstAskedAtNanos;
  private boolean overdueTold; // for the last pair

  private ReceiptRequests(boolean wanted, long overdueNanos) {
    this.wanted = wanted;
    this.overdueNanos = overdueNanos;
  }

  /**
   * @param overdueNanos after this time an answer is overdue, if the server has answered before
   */
  public static ReceiptRequests inPairs(long overdueNanos) {
    return new ReceiptRequests(true, overdueNanos);
  }

  /** Never requests a receipt. */
  public static ReceiptRequests none() {
    return new ReceiptRequests(false, NEVER);
  }

  /** Makes no more requests. */
  public void giveUp() {
    wanted = false;
  }

  /** The connection's first message is at this position. */
  void begin(long position, long nowNanos) {
    provenTo = position;
    askedTo = position;
    askedAtNanos = nowNanos - BETWEEN_PAIRS_NANOS;
  }

  /**
   * When the next pair is due; {@link Long#MAX_VALUE} if none is due in the current state.
   *
   * @param writtenTo everything before this ring position has been written
   */
  public long dueAtNanos(long writtenTo) {
    boolean due = wanted && !isOutstanding() && writtenTo > askedTo;
    return due ? askedAtNanos + BETWEEN_PAIRS_NANOS : NEVER;
  }

  private boolean isOutstanding() {
    return answers < PAIR * pairs - 1;
  }

  /** A pair of requests was sent after everything that was written. */
  public void asked(long writtenTo, long nowNanos) {
    if (pairs == 0) {
      firstAskedAtNanos = nowNanos;
    }
    pairs++;
    askedTo = writtenTo;
    askedAtNanos = nowNanos;
    overdueTold = false;
  }

  /**
   * Updates the number of answers.
   *
   * @param allAnswers since the connection was established
   * @return whether this newly confirms the last pair
   */
  public boolean answered(long allAnswers) {
    if (allAnswers > PAIR * pairs) {
      giveUp(); // it also sends unrequested key updates; they cannot be told from answers
    }
    if (!wanted || allAnswers == answers) {
      return false;
    }
    boolean wasOutstanding = isOutstanding();
    answers = allAnswers;
    boolean confirmed = wasOutstanding && !isOutstanding();
    if (confirmed) {
      provenTo = Math.max(provenTo, askedTo);
    }
    return confirmed;
  }

  /** The server has read everything before this position. */
  public long provenTo() {
    return provenTo;
  }

  /** The ring was rewound: messages from this position on will be written again. */
  void rewound(long position) {
    provenTo = Math.min(provenTo, position);
    askedTo = Math.min(askedTo, position);
  }

  /** Whether the server answers, so that no other proof of what it has read is needed. */
  boolean areAnswered() {
    return wanted && answers > 0 && !(isOutstanding() && overdueTold);
  }

  /**
   * When an answer becomes overdue; {@link Long#MAX_VALUE} if none is pending, or if {@link
   * #tellOverdue} has already reported it.
   */
  public long overdueAtNanos() {
    return overdueTold ? NEVER : lateAtNanos();
  }

  /** Like {@link #overdueAtNanos}, but whether or not it has been reported. */
  public long lateAtNanos() {
    boolean awaited = wanted && answers > 0 && isOutstanding();
    return awaited ? askedAtNanos + overdueNanos : NEVER;
  }

  /** Returns true once per pair of requests, when its answer is overdue. */
  public boolean tellOverdue(long nowNanos) {
    if (nowNanos < overdueAtNanos()) {
      return false;
    }
    overdueTold = true;
    return true;
  }

  /** Whether any request was made. */
  boolean wereMade() {
    return pairs > 0;
  }

  /**
   * Whether the requests may be why the server closes the connection now: it does so soon after the
   * first pair, and has not answered both requests.
   */
  boolean mayHaveHarmed(long nowNanos) {
    return wereMade() && answers < PAIR && nowNanos - firstAskedAtNanos < HARM_NANOS;
  }
}
