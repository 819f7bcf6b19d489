package io.github.failoversyslog.report;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.ring.SpoolFaultException;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.wire.EncodeBuffer;
import io.github.failoversyslog.wire.Encoding;
import io.github.failoversyslog.wire.MessageEncoder;
import java.time.Instant;
import java.time.InstantSource;

/** Appends the sender's own messages to the ring, to be sent to the log server. */
public record OwnMessages(
    MessageRing ring, Encoding encoding, Counters counters, InstantSource wallClock) {

  /** Returns whether it was appended; if not, there is no room or the spool has failed. */
  public boolean offer(String text) {
    return offer(Severity.WARNING, text);
  }

  /** Like {@link #offer(String)}. */
  public boolean offer(Severity severity, String text) {
    EncodeBuffer buffer = encoding.newBuffer();
    MessageEncoder encoder = encoding.newEncoder(buffer);
    Instant now = wallClock.instant();
    encoding.begin(encoder, severity, now.getEpochSecond(), now.getNano(), null);
    encoder.text(text);
    encoder.finish();
    try {
      return ring.append(buffer.array(), buffer.length(), ring.capacity(), counters.accepted);
    } catch (SpoolFaultException e) {
      return false;
    }
  }
}
