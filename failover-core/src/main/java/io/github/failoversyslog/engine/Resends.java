package io.github.failoversyslog.engine;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.Loss;
import io.github.failoversyslog.session.Spans;
import java.util.List;

/**
 * Goes back in the ring to what has to be sent again when a connection ends, and knows what would
 * have to be if all did. Used by the loop's thread only.
 */
final class Resends {
  private final MessagePump.Shared shared;
  private final MessageRing ring;
  private final Spans proven;
  private long lookedAtNanos; // an end of a stream had not come by then

  /**
   * @param proven where messages are that receipts prove to be read; is added to
   */
  Resends(MessagePump.Shared shared, Spans proven) {
    this.shared = shared;
    this.ring = shared.ring();
    this.proven = proven;
    this.lookedAtNanos = now();
  }

  private long now() {
    return shared.clock().getAsLong();
  }

  /** All connections were looked at, and what had come by this time was told to them. */
  void looked(long atNanos) {
    lookedAtNanos = atNanos;
  }

  /** Once more when what was written is old enough to have arrived, should the server end. */
  long lookAgainAtNanos(MessagePump pump) {
    long arrivedAtNanos = pump.arrivedAtNanos();
    return arrivedAtNanos > lookedAtNanos ? arrivedAtNanos : Long.MAX_VALUE;
  }

  /**
   * Goes back to the first message of which it is in doubt whether the lost connection's server has
   * it.
   *
   * @param open the connections that are left
   */
  void sendAgain(MessagePump lost, Loss loss, List<MessagePump> open) {
    lost.sent().addProven(proven);
    open.forEach(pump -> pump.sent().addProven(proven));
    long from = lost.sent().resendFrom(loss, endedAfterNanos(loss));
    long position = Math.min(ring.sent(), Math.max(ring.released(), from));
    shared.counters().repeated.add(ring.rewind(position));
    open.forEach(pump -> pump.sent().rewound(position));
  }

  /**
   * An end of a stream may have been there for as long as nobody has looked: the loop stands still
   * when the virtual machine does.
   */
  private long endedAfterNanos(Loss loss) {
    return loss == Loss.END_OF_STREAM ? Math.min(lookedAtNanos, now()) : now();
  }

  /** What is in doubt, were all these connections to end now. */
  Undelivered.Doubt doubt(List<MessagePump> open) {
    long from = ring.sent();
    Spans spans = new Spans();
    for (MessagePump pump : open) {
      from = Math.min(from, pump.sent().resendFrom(Loss.BROKEN, now()));
      pump.sent().addInDoubt(spans, now());
    }
    return new Undelivered.Doubt(Math.max(ring.released(), from), spans);
  }

  /**
   * What is left in the ring once all connections are closed.
   *
   * @param doubt as it was before that
   */
  Undelivered undelivered(Undelivered.Doubt doubt) {
    return Undelivered.of(ring, shared.written(), proven, doubt);
  }
}
