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

/**
 * Appends the sender's own messages to the ring, to be sent to the log server. Loop's thread only.
 */
public final class OwnMessages {
  private final MessageRing ring;
  private final Encoding encoding;
  private final Counters counters;
  private final InstantSource wallClock;

  public OwnMessages(
      MessageRing ring, Encoding encoding, Counters counters, InstantSource wallClock) {
    this.ring = ring;
    this.encoding = encoding;
    this.counters = counters;
    this.wallClock = wallClock;
  }

  /**
   * Returns whether it was appended; if not, there is no room for a message of full length, or the
   * spool has failed. Without room it takes no {@code sequenceId}: a missing number would tell of a
   * lost message.
   */
  public boolean offer(OwnMessage message) {
    int enough = Math.min(encoding.settings().maxBytes(), ring.capacity() / 2);
    return ring.room() >= enough && append(encode(message));
  }

  /** Like {@link #offer(OwnMessage)}, without structured data. */
  public boolean offer(Severity severity, String text) {
    return offer(new OwnMessage(wallClock.instant(), severity, "", Map.of(), text));
  }

  private boolean append(byte[] bytes) {
    try {
      return ring.append(bytes, bytes.length, ring.capacity(), counters.accepted);
    } catch (SpoolFaultException e) {
      return false;
    }
  }

  private byte[] encode(OwnMessage message) {
    Instant time = message.time();
    EncodeBuffer buffer = encoding.newBuffer();
    MessageEncoder encoder = encoding.newEncoder(buffer);
    encoding.begin(encoder, message.severity(), time.getEpochSecond(), time.getNano(), null);
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
