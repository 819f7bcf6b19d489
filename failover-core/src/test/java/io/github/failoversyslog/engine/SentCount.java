package io.github.failoversyslog.engine;

import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;

/** Checks that the counters of sent and repeated messages are exact. */
final class SentCount {
  private int sent; // messages before the reader's position

  /**
   * @param endPositions where in the ring each message ends
   * @param accepted number of messages
   */
  void check(MessageRing ring, Counters counters, long[] endPositions, int accepted) {
    long position = ring.sent();
    while (sent < accepted && endPositions[sent] <= position) {
      sent++;
    }
    while (sent > 0 && endPositions[sent - 1] > position) {
      sent--;
    }
    long counted = counters.sent.sum() - counters.repeated.sum();
    if (counted != sent) {
      throw new AssertionError(
          sent + " messages are sent, and the counters say " + counted + ", less those repeated");
    }
  }

  /** The sender has ended, and has written so many messages. */
  static void checkLast(Counters counters, long written) {
    long counted = counters.sent.sum() - counters.repeated.sum();
    if (counted != written) {
      throw new AssertionError(
          written
              + " messages were sent, and the counters say "
              + counted
              + ", less those repeated");
    }
  }
}
