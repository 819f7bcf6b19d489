package io.github.failoversyslog.report;

import io.github.failoversyslog.config.SdName;
import io.github.failoversyslog.config.StructuredDataSettings;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.ring.SpoolFaultException;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.wire.EncodeBuffer;
import io.github.failoversyslog.wire.Encoding;
import io.github.failoversyslog.wire.MessageEncoder;
import io.github.failoversyslog.wire.StructuredData;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Appends the sender's own messages to the ring, to be sent to the log server. Loop's thread only.
 */
public final class OwnMessages {
  private final MessageRing ring;
  private final Encoding encoding;
  private final Counters counters;
  private final InstantSource wallClock;
  private @Nullable OwnMessage refused; // the last one, if there was no room for it
  private byte[] refusedBytes = {};

  public OwnMessages(
      MessageRing ring, Encoding encoding, Counters counters, InstantSource wallClock) {
    this.ring = ring;
    this.encoding = encoding;
    this.counters = counters;
    this.wallClock = wallClock;
  }

  /**
   * Returns whether it was appended; if not, there is no room or the spool has failed. The same
   * object offered again keeps its time and its {@code sequenceId}.
   */
  @SuppressWarnings("ReferenceEquality") // an equal one may be of another time
  public boolean offer(OwnMessage message) {
    byte[] bytes = message == refused ? refusedBytes : encode(message);
    boolean accepted = append(bytes);
    refused = accepted ? null : message;
    refusedBytes = accepted ? new byte[0] : bytes;
    return accepted;
  }

  /** Like {@link #offer(OwnMessage)}, without structured data. */
  public boolean offer(Severity severity, String text) {
    return offer(new OwnMessage(severity, "", Map.of(), text));
  }

  private boolean append(byte[] bytes) {
    try {
      return ring.append(bytes, bytes.length, ring.capacity(), counters.accepted);
    } catch (SpoolFaultException e) {
      return false;
    }
  }

  private byte[] encode(OwnMessage message) {
    EncodeBuffer buffer = encoding.newBuffer();
    MessageEncoder encoder = encoding.newEncoder(buffer);
    Instant now = wallClock.instant();
    encoding.begin(encoder, message.severity(), now.getEpochSecond(), now.getNano(), null);
    if (!message.element().isEmpty()) {
      StructuredData data = encoder.data();
      data.element(StructuredData.elementStart(sdId(message.element())));
      message.params().forEach((name, value) -> data.param(name, value));
    }
    encoder.text(message.text());
    encoder.finish();
    if (buffer.isTruncated()) {
      counters.truncated.increment();
    }
    return Arrays.copyOf(buffer.array(), buffer.length());
  }

  private String sdId(String element) {
    StructuredDataSettings settings = encoding.settings().data();
    return settings.longSdIds()
        ? SdName.wholeId(element, settings.enterpriseNumber())
        : SdName.cleanId(element, settings.enterpriseNumber());
  }
}
