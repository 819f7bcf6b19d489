package io.github.failoversyslog.engine;

import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.status.DiscardReason;

/** Checks after every turn what the counters say, and watches the ring for situations. */
final class CountChecks {
  private static final int RECORD_OVERHEAD_BYTES = 8 + 7; // header and alignment, at most

  private final Schedule schedule;
  private final Situations situations;
  private long accepted;
  private long refused;
  private long sentBefore;
  private long unconfirmedBefore;

  CountChecks(Schedule schedule, Situations situations) {
    this.schedule = schedule;
    this.situations = situations;
  }

  /** The application has logged something. */
  void offered(boolean wasAccepted) {
    accepted += wasAccepted ? 1 : 0;
    refused += wasAccepted ? 0 : 1;
  }

  /** How many messages the application has logged, or tried to. */
  long offered() {
    return accepted + refused;
  }

  /**
   * A record was appended, or only claimed.
   *
   * @param bytes from the tail before to the tail after
   * @param length of the message
   */
  void appended(long bytes, int length, boolean onlyClaimed) {
    boolean padded = bytes > length + RECORD_OVERHEAD_BYTES;
    situations.sawIf(padded, Situation.PADDING_AT_THE_WRAP);
    situations.sawIf(padded && onlyClaimed, Situation.HOLE_AT_THE_WRAP);
  }

  /**
   * @param blocked whether a connection accepts no bytes while some are waiting
   */
  void check(Counters counters, MessageRing ring, boolean blocked) {
    long full = counters.discarded(DiscardReason.BUFFER_FULL).sum();
    long low = counters.discarded(DiscardReason.BUFFER_RESERVED).sum();
    long unconfirmed = counters.releasedUnconfirmed.sum();
    if (counters.accepted.sum() != accepted || full + low != refused) {
      throw new AssertionError(
          String.format(
              "accepted %d, refused %d, counted %s and %s and %s",
              accepted, refused, counters.accepted, full, low));
    }
    if (schedule.isRelp() && unconfirmed > 0) {
      throw new AssertionError("messages were let go that no RELP server answered");
    }
    situations.sawIf(full > 0, Situation.BUFFER_FULL);
    situations.sawIf(low > 0, Situation.BUFFER_FULL_FOR_THE_LEAST_SERIOUS);
    situations.sawIf(
        blocked && unconfirmed > unconfirmedBefore,
        Situation.RELEASED_FOR_ROOM_WHILE_THE_WRITE_STALLS);
    long sent = ring.sent();
    situations.sawIf(
        sent < sentBefore && sent / ring.capacity() < sentBefore / ring.capacity(),
        Situation.REWIND_OVER_THE_WRAP);
    sentBefore = sent;
    unconfirmedBefore = unconfirmed;
  }
}
