package io.github.failoversyslog.wire;

import io.github.failoversyslog.config.Facility;
import io.github.failoversyslog.config.MessageFormat;
import io.github.failoversyslog.status.Severity;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;

/** A series of encoders, each with one message, with plain settings by default. */
final class EncoderStory {
  /** The start of every message in these tests. */
  static final String HEADER = "<14>1 2026-03-09T07:05:01.000123Z log1 shop 4711 ID47 ";

  private HeaderFields fields = new HeaderFields("log1", "shop", "4711", "ID47");
  private TextRules rules = TextRules.anyCharacter(false);
  private MessageFormat format = MessageFormat.RFC5424;
  private String messageId;
  private int maxBytes = 64 * 1024;
  private boolean truncated;

  void fields(HeaderFields newFields) {
    fields = newFields;
  }

  void format(MessageFormat newFormat) {
    format = newFormat;
  }

  void messageId(String newMessageId) {
    messageId = newMessageId;
  }

  void rules(TextRules newRules) {
    rules = newRules;
  }

  void maxBytes(int newMaxBytes) {
    maxBytes = newMaxBytes;
  }

  /** Encodes a message with this content. */
  String message(Consumer<MessageEncoder> content) {
    EncodeBuffer buffer = new EncodeBuffer(maxBytes);
    MessageEncoder encoder = newEncoder(buffer, rules);
    begin(encoder);
    content.accept(encoder);
    encoder.finish();
    truncated = buffer.isTruncated();
    return textOf(buffer);
  }

  MessageEncoder newEncoder(EncodeBuffer buffer, TextRules newRules) {
    return new MessageEncoder(buffer, newRules, format, ZoneId.of("Asia/Kolkata"));
  }

  void begin(MessageEncoder encoder) {
    Instant time = Instant.parse("2026-03-09T07:05:01.000123Z");
    encoder.begin(
        Header.of(format, Facility.USER, fields),
        Severity.INFORMATIONAL,
        time.getEpochSecond(),
        time.getNano(),
        messageId);
  }

  /** Whether the last message was truncated. */
  boolean truncated() {
    return truncated;
  }

  /** Fails if the bytes are not UTF-8. */
  static String textOf(EncodeBuffer buffer) {
    ByteBuffer bytes = ByteBuffer.wrap(buffer.array(), 0, buffer.length());
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("expected UTF-8", e);
    }
  }
}
