package io.github.failoversyslog.wire;

import io.github.failoversyslog.config.ControlCharacters;
import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.config.Include;
import io.github.failoversyslog.config.MessageFormat;
import io.github.failoversyslog.config.MessageSettings;
import io.github.failoversyslog.config.Protocol;
import io.github.failoversyslog.status.Severity;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the settings mean for messages: the header in use, the rules for text, the framing. Any
 * thread.
 */
public final class Encoding {
  /** RFC 5424 section 7. */
  private static final byte[] TIME_QUALITY_ELEMENT = StructuredData.elementStart("timeQuality");

  private static final byte[] ORIGIN_ELEMENT = StructuredData.elementStart("origin");
  private static final byte[] META_ELEMENT = StructuredData.elementStart("meta");

  private final Protocol protocol;
  private final MessageSettings settings;
  private final TextRules textRules;
  private final NameFilter contextNames;
  private final boolean withTimeQuality; // read once, as every event asks
  private final boolean withOrigin;
  private final boolean withSequenceId;
  private final List<String> addresses;
  private final SequenceIds sequenceIds = new SequenceIds(0);
  private volatile Header header;

  /**
   * @param addresses of this host, for the element {@code origin}
   */
  public Encoding(
      Protocol protocol, MessageSettings settings, String hostName, List<String> addresses) {
    this.protocol = protocol;
    this.settings = settings;
    this.addresses = List.copyOf(addresses);
    this.textRules = textRules();
    this.contextNames =
        new NameFilter(settings.data().mdcIncludes(), settings.data().mdcExcludes());
    this.withTimeQuality = settings.data().includes(Include.TIME_QUALITY);
    this.withOrigin = settings.data().includes(Include.ORIGIN);
    this.withSequenceId = settings.data().includes(Include.SEQUENCE_ID);
    this.header = header(hostName);
  }

  private TextRules textRules() {
    boolean byteOrderMark =
        settings.text().byteOrderMark() && settings.format() == MessageFormat.RFC5424;
    if (settings.text().controlCharacters() == ControlCharacters.ESCAPE) {
      return TextRules.printable(byteOrderMark, settings.text().newlineEscape().orElseThrow());
    }
    if (isNewlineFramed()) {
      return TextRules.singleLine(byteOrderMark, settings.text().newlineEscape().orElseThrow());
    }
    return protocol == Protocol.UDP
        ? ofDatagrams(byteOrderMark, settings.text().newlineEscape())
        : TextRules.anyCharacter(byteOrderMark);
  }

  private static TextRules ofDatagrams(boolean byteOrderMark, Optional<String> newlineEscape) {
    return newlineEscape
        .map(escape -> TextRules.singleLine(byteOrderMark, escape))
        .orElseGet(() -> TextRules.severalLines(byteOrderMark));
  }

  private Header header(String hostName) {
    return Header.of(
        settings.format(),
        settings.header().facility(),
        new HeaderFields(
            hostName,
            settings.header().appName(),
            settings.header().processId(),
            settings.header().messageId()));
  }

  /** Messages that begin from now on bear this name. */
  public void hostNameFound(String hostName) {
    header = header(hostName);
  }

  /**
   * Begins a message with the header in use and what the settings say of every message.
   *
   * @param epochSecond seconds since 1970-01-01T00:00Z
   * @param nano of the second, 0 to 999,999,999
   * @param messageId MSGID of this message; null for that of the settings
   */
  public void begin(
      MessageEncoder message,
      Severity severity,
      long epochSecond,
      int nano,
      @Nullable String messageId) {
    message.begin(header, severity, epochSecond, nano, messageId);
    StructuredData data = message.data();
    if (withTimeQuality) {
      data.element(TIME_QUALITY_ELEMENT);
      data.param("tzKnown", 1); // timestamps are in UTC; whether the clock is right, who knows
    }
    if (withOrigin) {
      data.element(ORIGIN_ELEMENT);
      for (int i = 0; i < addresses.size(); i++) { // no iterator: this runs for every event
        data.param("ip", addresses.get(i));
      }
      data.param("enterpriseId", settings.data().enterpriseNumber());
      data.param("software", settings.header().appName());
    }
    if (withSequenceId) {
      data.element(META_ELEMENT);
      data.param("sequenceId", sequenceIds.next());
    }
  }

  /** Which names of context data are sent. */
  public NameFilter contextNames() {
    return contextNames;
  }

  public MessageSettings settings() {
    return settings;
  }

  /** An encoder that writes to this buffer; for one thread at a time. */
  public MessageEncoder newEncoder(EncodeBuffer buffer) {
    return new MessageEncoder(buffer, textRules, settings.format(), ZoneId.systemDefault());
  }

  public EncodeBuffer newBuffer() {
    return new EncodeBuffer(settings.maxBytes());
  }

  /** Of a stream; RELP and UDP have their own frames. */
  public Framing framing() {
    return isNewlineFramed() ? new LineDelimited() : new OctetCounting();
  }

  private boolean isNewlineFramed() {
    return protocol == Protocol.TCP && settings.framing() == FramingMode.NEWLINE;
  }

  /** The most that a frame has beyond its message. */
  public int overheadBytes() {
    return protocol == Protocol.RELP ? RelpFrames.SYSLOG_OVERHEAD_BYTES : framing().overheadBytes();
  }
}
