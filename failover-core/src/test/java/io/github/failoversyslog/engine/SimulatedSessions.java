package io.github.failoversyslog.engine;

import io.github.failoversyslog.session.ReceiptRequests;
import io.github.failoversyslog.session.RelpSession;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.StreamSession;
import io.github.failoversyslog.wire.Framing;
import io.github.failoversyslog.wire.LineDelimited;
import io.github.failoversyslog.wire.OctetCounting;
import java.util.function.Supplier;

/** Creates a session for each connection, as the engine does. */
record SimulatedSessions(Schedule schedule) implements Supplier<Session> {
  private static final int FRAME_FACTOR = 2; // a record may be larger than its frame

  @Override
  public Session get() {
    return switch (schedule.format()) {
      case OCTET_COUNTING -> stream(new OctetCounting());
      case NEWLINE -> stream(new LineDelimited());
      case RELP -> new RelpSession(schedule.relpWindow(), schedule.relpTimeoutNanos());
    };
  }

  private Session stream(Framing framing) {
    long ofSender = (long) Schedule.KERNEL_FACTOR * schedule.sendBufferBytes();
    long ofReceiver = (long) FRAME_FACTOR * schedule.path().receiveBytes();
    ReceiptRequests requests =
        schedule.manner() == Requests.Manner.NO_TLS
            ? ReceiptRequests.none()
            : ReceiptRequests.inPairs(schedule.writeTimeoutNanos());
    return new StreamSession(
        framing, schedule.windowNanos(), ofSender, ofSender + ofReceiver, requests);
  }
}
