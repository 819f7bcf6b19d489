package io.github.failoversyslog.session;

import java.time.Duration;

/**
 * Decides when a server is asked for receipts over one connection, and what its answers prove: a
 * pure function of positions of the ring, numbers of answers and time.
 *
 * <p>Servers answer every request, all but the last one, or none. The m-th answer confirms what was
 * written before the m-th request at least, so requests go in pairs, and a pair is confirmed when
 * all requests before it and its first one are answered. While a pair is not, there is no other:
 * whoever never answers gets two requests.
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
  private boolean overdueTold; // of the last pair

  private ReceiptRequests(boolean wanted, long overdueNanos) {
    this.wanted = wanted;
    this.overdueNanos = overdueNanos;
  }

  /**
   * @param overdueNanos how long a server that has answered before may take to answer
   */
  public static ReceiptRequests inPairs(long overdueNanos) {
    return new ReceiptRequests(true, overdueNanos);
  }

  /** None are made. */
  public static ReceiptRequests none() {
    return new ReceiptRequests(false, NEVER);
  }

  /** No more are made. */
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
   * When the next pair is due; {@link Long#MAX_VALUE}: never, as things are.
   *
   * @param writtenTo everything before this position of the ring has been written
   */
  public long dueAtNanos(long writtenTo) {
    boolean due = wanted && !isOutstanding() && writtenTo > askedTo;
    return due ? askedAtNanos + BETWEEN_PAIRS_NANOS : NEVER;
  }

  private boolean isOutstanding() {
    return answers < PAIR * pairs - 1;
  }

  /** A pair of requests follows all that was written. */
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
   * Takes note of answers.
   *
   * @param allAnswers since the beginning
   * @return whether they confirm the last pair, which was not confirmed before
   */
  public boolean answered(long allAnswers) {
    if (allAnswers > PAIR * pairs) {
      giveUp(); // it sends key updates of its own accord; which of them are answers is unknown
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

  /** Everything before this position has been read by the server. */
  public long provenTo() {
    return provenTo;
  }

  /** The reader went back to this position: messages from there on will be written again. */
  void rewound(long position) {
    provenTo = Math.min(provenTo, position);
    askedTo = Math.min(askedTo, position);
  }

  /** Whether the server answers, and so nothing else is needed to learn what it has read. */
  boolean areAnswered() {
    return wanted && answers > 0 && !(isOutstanding() && overdueTold);
  }

  /** When an answer will be overdue; {@link Long#MAX_VALUE} if none is awaited, or it was told. */
  public long overdueAtNanos() {
    return overdueTold ? NEVER : lateAtNanos();
  }

  /** The same, whether or not it was told. */
  public long lateAtNanos() {
    boolean awaited = wanted && answers > 0 && isOutstanding();
    return awaited ? askedAtNanos + overdueNanos : NEVER;
  }

  /** Returns whether an answer is overdue and this was not told before. */
  public boolean tellOverdue(long nowNanos) {
    if (nowNanos < overdueAtNanos()) {
      return false;
    }
    overdueTold = true;
    return true;
  }

  /** Whether a server was asked at all. */
  boolean wereMade() {
    return pairs > 0;
  }

  /**
   * Whether a server that ends the connection now may do so because it was asked: soon after the
   * first pair, and nothing says that it has taken the second request.
   */
  boolean mayHaveHarmed(long nowNanos) {
    return wereMade() && answers < PAIR && nowNanos - firstAskedAtNanos < HARM_NANOS;
  }
}
