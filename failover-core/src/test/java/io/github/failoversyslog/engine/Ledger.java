package io.github.failoversyslog.engine;

import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.status.Server;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The state of every message: written to which connection, read by a server, refused, counted, or
 * still in the ring. Fails as soon as a message is none of these, or is somewhere it must not be.
 */
final class Ledger {
  private final Story story;
  private final long assumedLagNanos;
  private final int batchBytes;
  private final BitSet arrived = new BitSet();
  private final BitSet counted = new BitSet(); // by the sender, as possibly lost
  private final Excuses excuses = new Excuses(); // for messages on their way at the end
  private final BitSet rejected = new BitSet(); // refused twice over one connection
  private final Set<Long> refused = new HashSet<>(); // pairs of connection and message
  private final Map<Long, Integer> oldBytes = new HashMap<>(); // written when no longer in use
  private final Map<Long, Integer> lastBegun = new HashMap<>(); // by connection
  private final Map<Long, Integer> breaksAtBack = new HashMap<>(); // at the last rewind
  private long[] endPositions = new long[64]; // by message
  private int[] breaksAtBegin = new int[64]; // losses so far when it was last written
  private final ReplacementChecks handovers = new ReplacementChecks();
  private boolean mustHold;
  private long mustRestUntilNanos;
  private final SentCount sentCount = new SentCount();
  private final CountBounds bounds;
  private int accepted;
  private int released; // messages before this one were released
  private int breaks;
  private long inUse; // the newest connection that messages were written to
  private long unconfirmedSeen;
  private long confirmedSeen;

  /**
   * @param assumedLagNanos the longest time from writing a message until its server has read it
   * @param batchBytes the most that may be written to a connection that is no longer in use
   * @param relp whether the servers answer every message
   */
  Ledger(Story story, long assumedLagNanos, int batchBytes, boolean relp) {
    this.story = story;
    this.assumedLagNanos = assumedLagNanos;
    this.batchBytes = batchBytes;
    this.bounds = new CountBounds(relp);
  }

  /** The text of the next message to be accepted. */
  byte[] nextText() {
    return MessageTexts.of(accepted);
  }

  /** The next message was appended to the ring. */
  void accepts(MessageRing ring) {
    if (accepted == endPositions.length) {
      endPositions = Arrays.copyOf(endPositions, 2 * accepted);
      breaksAtBegin = Arrays.copyOf(breaksAtBegin, 2 * accepted);
    }
    endPositions[accepted] = ring.tail();
    breaksAtBegin[accepted] = -1;
    accepted++;
  }

  /** A frame was written to a connection. */
  void begins(SentFrames.SentFrame frame, long connection, long nowNanos) {
    int message = frame.message();
    if (message == SentFrames.NONE) {
      return;
    }
    story.tell(() -> "message " + message + " is written to connection " + connection);
    require(message < accepted, message, "is written, and was never accepted");
    bounds.begins(message, connection);
    excuses.writes(message);
    if (refused.contains(key(connection, message))) {
      return; // its second try
    }
    require(
        !mustHold || handovers.mayWrite(connection, nowNanos),
        message,
        "is written before the old connection has ended");
    Integer last = lastBegun.put(connection, message);
    boolean finishesOldBatch = last != null && connection != inUse; // possibly from before a loss
    require(
        finishesOldBatch || breaksAtBegin[message] < breaks,
        message,
        "is written again without a break");
    if (last == null) {
      breaksAtBack.put(connection, breaks);
      inUse = connection;
    } else if (message <= last) {
      int breaksBefore = breaksAtBack.put(connection, breaks);
      require(breaksBefore < breaks, message, "is written after a later one without a break");
    }
    breaksAtBegin[message] = Math.max(breaksAtBegin[message], breaksAtBack.get(connection));
    if (connection != inUse) {
      int bytes = oldBytes.merge(connection, MessageTexts.of(message).length, Integer::sum);
      require(bytes <= batchBytes, message, "is written to a connection not in use");
    }
  }

  /** Whether connections replace each other by the rules of {@link ReplacementChecks}. */
  void handsOver(boolean now) {
    mustHold = now;
    mustRestUntilNanos = now ? Long.MAX_VALUE : Long.MIN_VALUE;
  }

  /**
   * The sender is told to stop: messages are resent at once, even while connections are draining.
   *
   * @param nanos until this time there is enough time for a rest before each half-close
   */
  void stops(long nanos) {
    mustHold = false;
    mustRestUntilNanos = Math.min(mustRestUntilNanos, nanos);
  }

  /** When a connection that carried messages was first half-closed; below 0 if none was. */
  long firstHalfCloseNanos() {
    return handovers.firstHalfCloseNanos();
  }

  /**
   * The sender has half-closed a connection that carried messages.
   *
   * @param rested whether nothing was written for long enough before
   */
  void halfCloses(long connection, boolean rested, long nowNanos, boolean late) {
    story.tell(() -> "connection " + connection + " is half-closed");
    if (!rested && nowNanos <= mustRestUntilNanos) {
      throw new AssertionError("connection " + connection + " was half-closed without a rest");
    }
    handovers.halfCloses(connection, nowNanos, late);
  }

  /** The end of a connection has reached the sender's kernel. */
  void ends(long connection, long nowNanos) {
    handovers.ends(connection, nowNanos);
  }

  /** The sender has closed a connection. */
  void closes(long connection, boolean inGoodOrder) {
    if (lastBegun.containsKey(connection) && !inGoodOrder) {
      breaks++;
    }
    handovers.closes(connection);
    bounds.closes(connection, inGoodOrder);
    story.tell(
        () -> "connection " + connection + " is closed" + (inGoodOrder ? " in good order" : ""));
  }

  /** A server has read a message. */
  void arrives(int message, Server server) {
    story.tell(() -> "message " + message + " arrives at " + server);
    arrived.set(message);
    bounds.isAccepted(message);
  }

  /** A server has read a message and refused it. */
  void isRefused(int message, long connection) {
    story.tell(() -> "message " + message + " is refused over connection " + connection);
    if (!refused.add(key(connection, message))) {
      rejected.set(message);
      bounds.isRejected(message);
    }
  }

  private static long key(long connection, int message) {
    return connection << 32 | message;
  }

  /**
   * A message may be lost that nothing counts, unless it is written again: its server ended the
   * stream of its own accord before the half-close that was on its way behind the message.
   */
  void excuses(int message) {
    if (message != SentFrames.NONE) {
      excuses.excuses(message);
    }
  }

  /** A server has read to the end of a stream. */
  void streamEnds(boolean inHalfMessage) {
    if (inHalfMessage) {
      throw new AssertionError("a server has taken the half of a frame for a message");
    }
  }

  /** A server has read data that was written this long ago. */
  void readAfter(long lagNanos) {
    if (lagNanos >= assumedLagNanos) {
      throw new IllegalStateException("a server that is slower than assumed: " + lagNanos + " ns");
    }
  }

  /** Checks that every message released since the last call was read by a server or is counted. */
  void check(MessageRing ring, Counters counters) {
    sentCount.check(ring, counters, endPositions, accepted);
    int from = checkReleased(ring, counters);
    bounds.check(counters, from, released);
  }

  /** Returns the first message that was not released before. */
  private int checkReleased(MessageRing ring, Counters counters) {
    long releasedTo = ring.released();
    if (releasedTo > ring.sent()
        || ring.sent() > ring.tail()
        || ring.tail() - releasedTo > ring.capacity()) {
      throw new AssertionError(
          "released " + releasedTo + ", sent " + ring.sent() + ", tail " + ring.tail());
    }
    int from = released;
    while (released < accepted && endPositions[released] <= releasedTo) {
      released++;
    }
    long unconfirmed = counters.releasedUnconfirmed.sum();
    long confirmed = counters.confirmed.sum();
    int newlyUnconfirmed = (int) (unconfirmed - unconfirmedSeen);
    int newlyConfirmed = (int) (confirmed - confirmedSeen);
    unconfirmedSeen = unconfirmed;
    confirmedSeen = confirmed;
    excuses.leave(from, released, newlyConfirmed, this::isRead);
    count(Math.max(from, released - newlyUnconfirmed - newlyConfirmed), newlyUnconfirmed);
    for (int message = from; message < released; message++) {
      boolean accountedFor = isRead(message) || counted.get(message);
      require(accountedFor, message, "left the ring; no server has it and nothing counts it");
    }
    requireRead(newlyConfirmed, from, released);
    return from;
  }

  /** Whether the sender may take it for read. */
  private boolean isRead(int message) {
    return arrived.get(message) || rejected.get(message) || excuses.has(message);
  }

  /** Checks that at least this many of these messages were read. */
  private void requireRead(int confirmed, int from, int to) {
    int read = 0;
    for (int message = from; message < to; message++) {
      read += isRead(message) ? 1 : 0;
    }
    if (confirmed > read) {
      throw new AssertionError(
          confirmed
              + " of the messages from "
              + from
              + " on were confirmed, and "
              + read
              + " read");
    }
  }

  /** Marks this many of the messages released since this one as counted, unread ones first. */
  private void count(int from, int counts) {
    int left = counts;
    for (int message = from; message < released && left > 0; message++) {
      if (!isRead(message)) {
        counted.set(message);
        left--;
      }
    }
    if (counts > 0) {
      story.tell(() -> counts + " messages from " + from + " on are counted as unconfirmed");
    }
  }

  /**
   * The sender has ended, and has counted the messages left in the ring.
   *
   * @param inDoubt number of messages that may not have been read
   * @param unsent number of messages that were never written
   */
  void checkLast(MessageRing ring, Counters counters, long inDoubt, long unsent) {
    unconfirmedSeen = counters.releasedUnconfirmed.sum();
    int confirmedLast = (int) (counters.confirmed.sum() - confirmedSeen);
    excuses.leave(released, accepted, confirmedLast, this::isRead);
    requireRead(confirmedLast, released, accepted);
    confirmedSeen = counters.confirmed.sum();
    bounds.checkLast(counters, released, accepted, inDoubt, unsent);
    checkReleased(ring, counters);
    SentCount.checkLast(counters, accepted - unsent);
    int written = 0;
    int read = 0;
    for (int message = released; message < accepted; message++) {
      written += breaksAtBegin[message] >= 0 ? 1 : 0;
      read += isRead(message) ? 1 : 0;
    }
    int left = accepted - released;
    String counts =
        " of " + left + " at the stop: not sent " + unsent + ", in doubt " + inDoubt + "; written ";
    if (unsent != left - written) {
      throw new AssertionError("wrong count of the unsent" + counts + written);
    }
    long confirmed = left - unsent - inDoubt;
    if (confirmed < 0 || confirmed > read) {
      throw new AssertionError(
          "wrong count of those in doubt" + counts + written + ", read " + read);
    }
  }

  /** The number of messages that no server has read. */
  int unread() {
    return accepted - arrived.cardinality();
  }

  /** Whether every message has been read by a server, or was counted or rejected. */
  boolean isSettled() {
    return unsettled() == accepted;
  }

  /**
   * The first message neither read by a server nor counted; the number accepted if there is none.
   */
  int unsettled() {
    for (int message = 0; message < accepted; message++) {
      if (!isRead(message) && !counted.get(message)) {
        return message;
      }
    }
    return accepted;
  }

  int accepted() {
    return accepted;
  }

  private static void require(boolean met, int message, String otherwise) {
    if (!met) {
      throw new AssertionError("message " + message + " " + otherwise);
    }
  }
}
