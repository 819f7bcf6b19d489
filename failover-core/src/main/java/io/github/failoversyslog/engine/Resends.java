package io.github.failoversyslog.engine;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.Loss;
import io.github.failoversyslog.session.Spans;
import java.util.List;

/**
 * What the ends of connections mean for their messages: which were read, which have to be sent
 * again, and which are in doubt. Used by the loop's thread only.
 */
final class Resends {
  private final MessagePump.Shared shared;
  private final MessageRing ring;
  private final ProvenMessages proven;
  private String lastFailure = "";
  private long returnedFromNanos = Long.MAX_VALUE; // when their connection was made

  /**
   * @param proven the messages that receipts prove to be read; added to here
   */
  Resends(MessagePump.Shared shared, ProvenMessages proven) {
    this.shared = shared;
    this.ring = shared.ring();
    this.proven = proven;
  }

  private long now() {
    return shared.clock().getAsLong();
  }

  /**
   * When to poll once more: when what was written has had time to arrive, so that a later end of
   * stream proves it was read.
   */
  long lookAgainAtNanos(MessagePump pump) {
    long arrivedAtNanos = pump.arrivedAtNanos();
    return arrivedAtNanos > shared.lastPoll().atNanos() ? arrivedAtNanos : Long.MAX_VALUE;
  }

  /** The connection's end proves that the server has read everything. */
  void allRead(MessagePump ended) {
    shared.counters().receipts.add(ended.session().isProvenByItsEnd() ? 1 : 0);
    ended.sent().addProvenByEnd(proven);
  }

  /**
   * The connection ended in another way.
   *
   * @param drained whether it was draining, not in use
   * @param open the remaining connections
   */
  void lost(MessagePump ended, Loss loss, String reason, boolean drained, List<MessagePump> open) {
    lastFailure = reason;
    sendAgain(ended, loss, open);
    if (ended.isEndedOverReceipts()) {
      returnedFromNanos = Long.MIN_VALUE;
    } else if (drained) {
      returnedFromNanos = Math.min(returnedFromNanos, ended.madeAtNanos());
    }
  }

  /** Why the last connection ended whose server had not read everything. */
  String lastFailure() {
    return lastFailure;
  }

  /**
   * When the oldest connection was made of which messages came back after it was drained; {@link
   * Long#MIN_VALUE} if one ended over requests for receipts, whatever its age: that says nothing
   * against its server, which gets no more requests after the second time. {@link Long#MAX_VALUE}
   * if neither has happened since the last call.
   */
  long takeReturnedFromNanos() {
    long from = returnedFromNanos;
    returnedFromNanos = Long.MAX_VALUE;
    return from;
  }

  /**
   * Rewinds the ring to the first message that the lost connection's server may not have.
   *
   * @param open the remaining connections
   */
  void sendAgain(MessagePump lost, Loss loss, List<MessagePump> open) {
    lost.sent().addProven(proven);
    open.forEach(pump -> pump.sent().addProven(proven));
    long from = lost.sent().resendFrom(loss, shared.lastPoll().openAtNanos(loss, now()));
    long position = Math.min(ring.sent(), Math.max(ring.released(), from));
    shared.counters().repeated.add(ring.rewind(position));
    open.forEach(pump -> pump.sent().rewound(position));
  }

  /**
   * Notes all receipts, and determines which messages would be in doubt if all these connections
   * ended now.
   */
  Undelivered.Doubt doubt(List<MessagePump> open) {
    long from = ring.sent();
    Spans spans = new Spans();
    for (MessagePump pump : open) {
      from = Math.min(from, pump.sent().resendFrom(Loss.BROKEN, now()));
      pump.sent().addInDoubt(spans, now());
      pump.sent().addProven(proven);
    }
    return new Undelivered.Doubt(Math.max(ring.released(), from), spans);
  }

  /**
   * What is left in the ring after all connections were closed.
   *
   * @param doubt as determined before they were closed
   */
  Undelivered undelivered(Undelivered.Doubt doubt) {
    return Undelivered.of(ring, shared.written(), proven.read(), doubt);
  }
}
