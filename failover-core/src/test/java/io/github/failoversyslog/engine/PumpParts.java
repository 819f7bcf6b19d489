package io.github.failoversyslog.engine;

import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.ReceiptRefusals;
import io.github.failoversyslog.session.Spans;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/** The objects that the pumps of one test share. */
final class PumpParts {
  private PumpParts() {}

  static MessagePump.Shared shared(
      int inputBytes, MessageRing ring, Counters counters, LongSupplier clock) {
    return new MessagePump.Shared(
        ByteBuffer.allocate(inputBytes),
        ring,
        counters,
        clock,
        new LastPoll(clock.getAsLong()),
        new Spans(),
        new ReceiptRefusals(text -> {}));
  }
}
