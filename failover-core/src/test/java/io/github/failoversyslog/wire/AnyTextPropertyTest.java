package io.github.failoversyslog.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.SdName;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Any text that the application logs results in one frame with one message that can be parsed. */
class AnyTextPropertyTest {
  private static final String SECOND = "the next message";

  @Property(tries = 2000)
  void isOneFrameWithOctetCounting(
      @ForAll("texts") String name, @ForAll("texts") String value, @ForAll("texts") String text) {
    TextRules rules = TextRules.anyCharacter(false);
    byte[] stream = stream(new OctetCounting(), rules, 1 << 20, name, value, text);
    assertReadsAsWritten(FrameReader.octetCounted(stream), name, value, text);
  }

  @Property(tries = 2000)
  void isOneLineWithLineFeedsReplaced(
      @ForAll("texts") String name, @ForAll("texts") String value, @ForAll("texts") String text) {
    TextRules rules = TextRules.singleLine(false, "\\n");
    byte[] stream = stream(new LineDelimited(), rules, 1 << 20, name, value, text);
    assertReadsAsWritten(FrameReader.lines(stream), name, onOneLine(value), onOneLine(text));
  }

  private static String onOneLine(String text) {
    return text.replace("\n", "\\n").replace("\0", "#000");
  }

  private static void assertReadsAsWritten(
      List<byte[]> frames, String name, String value, String text) {
    assertThat(frames).hasSize(2);
    Rfc5424Message first = Rfc5424Parser.parse(frames.get(0));
    assertThat(first.elements())
        .containsExactly(
            new Rfc5424Message.Element(
                "mdc@32473",
                List.of(new Rfc5424Message.Param(SdName.clean(name), wellFormed(value)))));
    assertThat(first.text()).isEqualTo(wellFormed(text));
    assertThat(Rfc5424Parser.parse(frames.get(1)).text()).isEqualTo(SECOND);
  }

  /** The size limit is anywhere after the header. */
  @Property(tries = 2000)
  void isAValidMessageWhereverItIsTruncated(
      @ForAll("texts") String name,
      @ForAll("texts") String value,
      @ForAll("texts") String text,
      @ForAll @IntRange(min = 60, max = 200) int maxBytes) {
    TextRules rules = TextRules.singleLine(true, "\\n");
    byte[] stream = stream(new LineDelimited(), rules, maxBytes, name, value, text);
    List<byte[]> frames = FrameReader.lines(stream);
    assertThat(frames).hasSize(2);
    for (byte[] frame : frames) {
      assertThat(frame).hasSizeLessThanOrEqualTo(maxBytes);
      assertThat(Rfc5424Parser.parse(frame).appName()).isEqualTo("shop");
    }
  }

  private static byte[] stream(
      Framing framing, TextRules rules, int maxBytes, String name, String value, String text) {
    ByteBuffer batch = ByteBuffer.allocate(1 << 20);
    EncodeBuffer buffer = new EncodeBuffer(maxBytes);
    EncoderStory story = new EncoderStory();
    MessageEncoder encoder = story.newEncoder(buffer, rules);
    story.begin(encoder);
    encoder.data().element(StructuredData.elementStart("mdc@32473"));
    encoder.data().param(name, value);
    encoder.text(text);
    encoder.finish();
    assertThat(framing.append(ByteBuffer.wrap(buffer.array(), 0, buffer.length()), batch)).isTrue();
    story.begin(encoder);
    encoder.text(SECOND);
    encoder.finish();
    assertThat(framing.append(ByteBuffer.wrap(buffer.array(), 0, buffer.length()), batch)).isTrue();
    return Arrays.copyOf(batch.array(), batch.position());
  }

  /** The text with a replacement character for every lone surrogate. */
  private static String wellFormed(String text) {
    return text.codePoints()
        .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Half of the texts consist of characters with a special meaning. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> special =
        Arbitraries.strings()
            .withChars("\n\r\t \\\"[]=<>10é\u20ac\ud83d\ude00\u0000\u007f\ufeff")
            .ofMaxLength(60);
    return Arbitraries.oneOf(special, Arbitraries.strings().all().ofMaxLength(60));
  }
}
