package io.github.failoversyslog.engine;

import io.github.failoversyslog.FramingMode;
import io.github.failoversyslog.MessageSettings;
import io.github.failoversyslog.Protocol;
import io.github.failoversyslog.Severity;
import io.github.failoversyslog.wire.Framing;
import io.github.failoversyslog.wire.Header;
import io.github.failoversyslog.wire.HeaderFields;
import io.github.failoversyslog.wire.LineDelimited;
import io.github.failoversyslog.wire.MessageBuffer;
import io.github.failoversyslog.wire.MessageEncoder;
import io.github.failoversyslog.wire.NameFilter;
import io.github.failoversyslog.wire.OctetCounting;
import io.github.failoversyslog.wire.RelpFrames;
import io.github.failoversyslog.wire.TextRules;

/**
 * What the settings mean for messages: the header in use, the rules for text, the framing. Any
 * thread.
 */
public final class Encoding {
  private static final byte[] META_ELEMENT = MessageEncoder.elementStart("meta");

  private final Protocol protocol;
  private final MessageSettings settings;
  private final TextRules textRules;
  private final NameFilter contextNames;
  private final SequenceIds sequenceIds = new SequenceIds(0);
  private volatile Header header;

  Encoding(Protocol protocol, MessageSettings settings, String hostName) {
    this.protocol = protocol;
    this.settings = settings;
    this.textRules =
        isNewlineFramed() || protocol == Protocol.UDP
            ? TextRules.singleLine(settings.byteOrderMark(), settings.newlineEscape())
            : TextRules.anyCharacter(settings.byteOrderMark());
    this.contextNames = new NameFilter(settings.mdcIncludes(), settings.mdcExcludes());
    this.header = header(hostName);
  }

  private Header header(String hostName) {
    return new Header(
        settings.facility(),
        new HeaderFields(hostName, settings.appName(), settings.processId(), settings.messageId()));
  }

  /** Messages that begin from now on bear this name. */
  void hostNameFound(String hostName) {
    header = header(hostName);
  }

  /**
   * Begins a message with the header in use and, if the settings ask for one, a number.
   *
   * @param epochSecond seconds since 1970-01-01T00:00Z
   * @param nano of the second, 0 to 999,999,999
   */
  public void begin(MessageEncoder message, Severity severity, long epochSecond, int nano) {
    message.begin(header, severity, epochSecond, nano);
    if (settings.sequenceId()) {
      message.element(META_ELEMENT);
      message.param("sequenceId", sequenceIds.next());
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
  public MessageEncoder newEncoder(MessageBuffer buffer) {
    return new MessageEncoder(buffer, textRules);
  }

  public MessageBuffer newBuffer() {
    return new MessageBuffer(settings.maxMessageBytes());
  }

  /** Of a stream; RELP and UDP have their own frames. */
  Framing framing() {
    return isNewlineFramed() ? new LineDelimited() : new OctetCounting();
  }

  private boolean isNewlineFramed() {
    return protocol == Protocol.TCP && settings.framing() == FramingMode.NEWLINE;
  }

  /** The most that a frame has beyond its message. */
  int overheadBytes() {
    return protocol == Protocol.RELP ? RelpFrames.SYSLOG_OVERHEAD_BYTES : framing().overheadBytes();
  }
}
