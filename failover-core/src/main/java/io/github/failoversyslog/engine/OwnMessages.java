package io.github.failoversyslog.engine;

import io.github.failoversyslog.Severity;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.ring.SpoolFaultException;
import io.github.failoversyslog.wire.MessageBuffer;
import io.github.failoversyslog.wire.MessageEncoder;
import java.time.Instant;
import java.time.InstantSource;

/** Puts what the sender itself has to say to the log server into the ring. */
record OwnMessages(
    MessageRing ring, Encoding encoding, Counters counters, InstantSource wallClock) {

  /** Returns false if there is no room. */
  boolean offer(String text) {
    MessageBuffer buffer = encoding.newBuffer();
    MessageEncoder encoder = encoding.newEncoder(buffer);
    Instant now = wallClock.instant();
    encoding.begin(encoder, Severity.WARNING, now.getEpochSecond(), now.getNano(), null);
    encoder.text(text);
    encoder.finish();
    int severity = Severity.WARNING.ordinal();
    try {
      return ring.append(
          buffer.array(), buffer.length(), severity, ring.capacity(), counters.accepted);
    } catch (SpoolFaultException e) {
      return false;
    }
  }
}
