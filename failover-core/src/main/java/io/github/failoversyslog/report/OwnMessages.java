package io.github.failoversyslog.report;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.ring.SpoolFaultException;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.wire.EncodeBuffer;
import io.github.failoversyslog.wire.Encoding;
import io.github.failoversyslog.wire.MessageEncoder;
import java.time.Instant;
import java.time.InstantSource;

/** Writes the sender's own messages to the log server into the ring. */
public record OwnMessages(
    MessageRing ring, Encoding encoding, Counters counters, InstantSource wallClock) {

  /** Returns false if there is no room. */
  public boolean offer(String text) {
    EncodeBuffer buffer = encoding.newBuffer();
    MessageEncoder encoder = encoding.newEncoder(buffer);
    Instant now = wallClock.instant();
    encoding.begin(encoder, Severity.WARNING, now.getEpochSecond(), now.getNano(), null);
    encoder.text(text);
    encoder.finish();
    try {
      return ring.append(buffer.array(), buffer.length(), ring.capacity(), counters.accepted);
    } catch (SpoolFaultException e) {
      return false;
    }
  }
}
