package io.github.failoversyslog.wire;

import static io.github.failoversyslog.wire.EncoderStory.HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.Facility;
import io.github.failoversyslog.config.MessageFormat;
import io.github.failoversyslog.config.SdName;
import io.github.failoversyslog.status.Severity;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageEncoderTest {
  private static final byte[] MDC = StructuredData.elementStart("mdc@32473");
  private static final byte[] LOG = StructuredData.elementStart("log@32473");

  private final EncoderStory story = new EncoderStory();

  @Test
  void writesACompleteMessage() {
    String message =
        story.message(
            encoder -> {
              encoder.data().element(MDC);
              encoder.data().param("user", "jo");
              encoder.data().param("order", "12");
              encoder.data().element(LOG);
              encoder.data().param("logger", "shop.Cart");
              encoder.text("Cart is full: ");
              encoder.text("19 items");
            });
    assertThat(message)
        .isEqualTo(
            "<14>1 2026-03-09T07:05:01.000123Z log1 shop 4711 ID47 "
                + "[mdc@32473 user=\"jo\" order=\"12\"][log@32473 logger=\"shop.Cart\"] "
                + "Cart is full: 19 items");
    assertThat(story.truncated()).isFalse();
  }

  @Test
  void reusesItsBufferAndDiscardsAnUnfinishedMessage() {
    EncodeBuffer buffer = new EncodeBuffer(100);
    MessageEncoder encoder = story.newEncoder(buffer, TextRules.anyCharacter(false));
    story.begin(encoder);
    encoder.data().element(MDC);
    encoder.data().param("abandoned", "x".repeat(200));
    story.begin(encoder);
    encoder.text("next");
    encoder.finish();
    assertThat(EncoderStory.textOf(buffer)).isEqualTo(HEADER + "- next");
    assertThat(buffer.isTruncated()).isFalse();
  }

  @Nested
  class TheHeader {

    @ParameterizedTest
    @CsvSource({
      "KERN, EMERGENCY, <0>1",
      "USER, INFORMATIONAL, <14>1",
      "LOCAL7, DEBUG, <191>1",
      "LOCAL0, ERROR, <131>1",
      "MAIL, CRITICAL, <18>1"
    })
    void startsWithThePriority(Facility facility, Severity severity, String expected) {
      EncodeBuffer buffer = new EncodeBuffer(1000);
      MessageEncoder encoder = story.newEncoder(buffer, TextRules.anyCharacter(false));
      encoder.begin(
          Header.of(MessageFormat.RFC5424, facility, new HeaderFields("h", "a", "p", "m")),
          severity,
          1_000_000_000,
          0,
          null);
      encoder.finish();
      assertThat(EncoderStory.textOf(buffer))
          .isEqualTo(expected + " 2001-09-09T01:46:40.000000Z h a p m -");
    }

    @Test
    void hasADashForMissingFields() {
      story.fields(new HeaderFields("", "", "", ""));
      assertThat(story.message(encoder -> {}))
          .isEqualTo("<14>1 2026-03-09T07:05:01.000123Z - - - - -");
    }

    @Test
    void hasOnlyPrintableAsciiCharacters() {
      story.fields(new HeaderFields("hö st", "a\tb\n", "\u007f~!", "1\ud83d\ude002"));
      assertThat(story.message(encoder -> {}))
          .isEqualTo("<14>1 2026-03-09T07:05:01.000123Z h??st a?b? ?~! 1??2 -");
    }

    @Test
    void hasFieldsTruncatedToTheirLimits() {
      String tooLong = "x".repeat(300);
      story.fields(new HeaderFields(tooLong, tooLong, tooLong, tooLong));
      String x = "x";
      assertThat(story.message(encoder -> {}))
          .isEqualTo(
              "<14>1 2026-03-09T07:05:01.000123Z "
                  + String.join(" ", x.repeat(255), x.repeat(48), x.repeat(128), x.repeat(32))
                  + " -");
    }

    @Test
    void hasTheMessageIdOfTheEventIfItHasOne() {
      story.messageId("login failed");
      assertThat(story.message(encoder -> encoder.text("text")))
          .isEqualTo("<14>1 2026-03-09T07:05:01.000123Z log1 shop 4711 login?failed - text");
      story.messageId("x".repeat(33));
      assertThat(story.message(encoder -> {})).contains(" 4711 " + "x".repeat(32) + " -");
      story.messageId("");
      assertThat(story.message(encoder -> {})).contains(" 4711 - -");
    }
  }

  @Nested
  class TheStructuredData {

    @Test
    void isADashIfNoElementHasAParameter() {
      assertThat(
              story.message(
                  encoder -> {
                    encoder.data().element(MDC);
                    encoder.data().element(LOG);
                    encoder.text("text");
                  }))
          .isEqualTo(HEADER + "- text");
    }

    @Test
    void omitsAnElementWithoutParameters() {
      assertThat(
              story.message(
                  encoder -> {
                    encoder.data().element(MDC);
                    encoder.data().element(LOG);
                    encoder.data().param("thread", "main");
                  }))
          .isEqualTo(HEADER + "[log@32473 thread=\"main\"]");
    }

    @Test
    void hasOneElementForConsecutiveParameters() {
      assertThat(
              story.message(
                  encoder -> {
                    for (String name : List.of("a", "b")) {
                      encoder.data().element(MDC);
                      encoder.data().param(name, "1");
                    }
                  }))
          .isEqualTo(HEADER + "[mdc@32473 a=\"1\" b=\"1\"]");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '\u00a7',
        value = {
          "plain | plain",
          "say \"hi\" | say \\\"hi\\\"",
          "C:\\temp | C:\\\\temp",
          "a[1] | a[1\\]",
          "\\n | \\\\n",
          "größe \u20ac \ud83d\ude00 | größe \u20ac \ud83d\ude00"
        })
    void hasValuesEscaped(String value, String expected) {
      assertThat(story.message(encoder -> param(encoder, "k", value)))
          .isEqualTo(HEADER + "[mdc@32473 k=\"" + expected + "\"]");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '\u00a7',
        value = {
          "trace.id | trace.id",
          "a b=c]d\"e | a_b_c_d_e",
          "größe | gr__e",
          "\u007f! | _!",
          "§§ | _",
          "12345678901234567890123456789012345 | 12345678901234567890123456789012"
        })
    void hasNamesSanitisedAndTruncated(String name, String expected) {
      assertThat(story.message(encoder -> param(encoder, name, "v")))
          .isEqualTo(HEADER + "[mdc@32473 " + expected + "=\"v\"]");
      assertThat(StructuredData.elementStart(SdName.clean(name)))
          .asString(StandardCharsets.US_ASCII)
          .isEqualTo("[" + expected);
    }

    @Test
    void hasIdsSanitisedAndNotTruncated() {
      assertThat(StructuredData.elementStart("a b]" + "x".repeat(40) + "@1"))
          .asString(StandardCharsets.US_ASCII)
          .isEqualTo("[a_b_" + "x".repeat(40) + "@1");
    }

    @Test
    void mayHaveElementsWithoutParameters() {
      assertThat(
              story.message(
                  encoder -> {
                    encoder.data().elementEvenIfEmpty(MDC);
                    encoder.data().elementEvenIfEmpty(LOG);
                    encoder.text("text");
                  }))
          .isEqualTo(HEADER + "[mdc@32473][log@32473] text");
      assertThat(story.message(encoder -> encoder.data().elementEvenIfEmpty(MDC)))
          .isEqualTo(HEADER + "[mdc@32473]");
    }

    @Test
    void hasAnElementWithoutParametersOnlyOnce() {
      assertThat(
              story.message(
                  encoder -> {
                    encoder.data().elementEvenIfEmpty(MDC);
                    encoder.data().elementEvenIfEmpty(LOG);
                    encoder.data().elementEvenIfEmpty(StructuredData.elementStart("mdc@32473"));
                    param(encoder, "a", "1");
                    encoder.data().elementEvenIfEmpty(LOG);
                    encoder.data().element(StructuredData.elementStart("app@1"));
                    encoder.data().elementEvenIfEmpty(MDC);
                  }))
          .isEqualTo(HEADER + "[mdc@32473 a=\"1\"][log@32473]");
    }

    @Test
    void hasNoElementWithoutParametersAfterTheText() {
      assertThat(
              story.message(
                  encoder -> {
                    encoder.text("text");
                    encoder.data().elementEvenIfEmpty(MDC);
                    encoder.data().elementEvenIfEmpty(LOG);
                    encoder.text(" and more");
                  }))
          .isEqualTo(HEADER + "- text and more");
    }

    /**
     * Of this data the first that fits is sent, at every limit, with room for the truncation mark.
     *
     * @param most bytes of data, exclusive
     * @param complete begins with the whole data
     */
    private void isTheLongestThatFits(
        int most, List<String> complete, Consumer<MessageEncoder> content) {
      String marked = " ...[truncated]";
      for (int max = HEADER.length() + 16; max < HEADER.length() + most; max++) {
        int limit = max - HEADER.length() - marked.length();
        String expected =
            complete.stream().filter(data -> data.length() <= limit).findFirst().orElseThrow();
        story.maxBytes(max);
        String message = story.message(content);
        boolean whole = expected.equals(complete.get(0));
        assertThat(message)
            .as("at most %s bytes", max)
            .isEqualTo(HEADER + expected + (whole ? "" : marked));
        assertThat(story.truncated()).isNotEqualTo(whole);
      }
    }

    @Test
    void omitsElementsWithoutParametersIfTheMessageIsTooLong() {
      isTheLongestThatFits(
          50,
          List.of("[mdc@32473][log@32473]", "[mdc@32473]", "-"),
          encoder -> {
            encoder.data().elementEvenIfEmpty(MDC);
            encoder.data().elementEvenIfEmpty(LOG);
          });
    }

    @Test
    void leavesTheRoomOfAnElementThatDoesNotFitToTheText() {
      story.maxBytes(HEADER.length() + 20);
      assertThat(
              story.message(
                  encoder -> {
                    encoder.data().elementEvenIfEmpty(MDC);
                    encoder.text("x".repeat(30));
                  }))
          .isEqualTo(HEADER + "- xxxx...[truncated]");
    }

    @Test
    void hasNoElementWhoseFirstParameterDoesNotFit() {
      story.maxBytes(HEADER.length() + 40);
      assertThat(
              story.message(
                  encoder -> {
                    encoder.data().elementEvenIfEmpty(MDC);
                    param(encoder, "a", "x".repeat(100));
                    encoder.data().elementEvenIfEmpty(LOG);
                  }))
          .isEqualTo(HEADER + "- ...[truncated]");
    }

    @Test
    void mergesConsecutiveElementsWithTheSameId() {
      story.maxBytes(HEADER.length() + 40);
      assertThat(
              story.message(
                  encoder -> {
                    encoder.data().elementEvenIfEmpty(MDC);
                    encoder.data().elementEvenIfEmpty(MDC);
                    param(encoder, "a", "x".repeat(100));
                  }))
          .isEqualTo(HEADER + "- ...[truncated]");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 10, 2147483647})
    void mayBeANumber(int number) {
      assertThat(
              story.message(
                  encoder -> {
                    encoder.data().element(MDC);
                    encoder.data().param("n", number);
                  }))
          .isEqualTo(HEADER + "[mdc@32473 n=\"" + number + "\"]");
    }

    @Test
    void distinguishesAnyNumberOfNames() {
      int names = 1000; // more than are cached
      for (int i = 0; i < 2 * names; i++) {
        String name = "key" + i % names;
        assertThat(story.message(encoder -> param(encoder, name, "v")))
            .isEqualTo(HEADER + "[mdc@32473 " + name + "=\"v\"]");
      }
    }

    private void param(MessageEncoder encoder, String name, String value) {
      encoder.data().element(MDC);
      encoder.data().param(name, value);
    }

    @Test
    void isCompleteOnceTheTextHasStarted() {
      assertThat(
              story.message(
                  encoder -> {
                    encoder.text("text");
                    param(encoder, "late", "1");
                    encoder.text(" and more");
                  }))
          .isEqualTo(HEADER + "- text and more");
    }

    /**
     * At every limit: all parameters, in order, that fit completely and leave room for the
     * truncation mark.
     */
    @Test
    void omitsWholeParametersIfTheMessageIsTooLong() {
      isTheLongestThatFits(
          70,
          List.of(
              "[mdc@32473 a=\"1\" bb=\"2\\\"2\"][log@32473 c=\"3\"]",
              "[mdc@32473 a=\"1\" bb=\"2\\\"2\"]",
              "[mdc@32473 a=\"1\"]",
              "-"),
          encoder -> {
            param(encoder, "a", "1");
            param(encoder, "bb", "2\"2");
            encoder.data().element(LOG);
            encoder.data().param("c", "3");
          });
    }

    @Test
    void reservesNoRoomForTheBracketOfAnExistingElement() {
      String expected = HEADER + "[mdc@32473 a=\"1\" b=\"2\" c=\"3\"][log@32473 d=\"4\"] ";
      for (int more = -1; more <= 0; more++) {
        story.maxBytes(expected.length() + "...[truncated]".length() + more);
        String message =
            story.message(
                encoder -> {
                  param(encoder, "a", "1");
                  encoder.data().element(LOG);
                  encoder.data().param("d", "4");
                  param(encoder, "b", "2");
                  encoder.data().param("c", "3");
                  encoder.text("x".repeat(100));
                });
        assertThat(message)
            .isEqualTo(
                (more < 0 ? expected.replace(" c=\"3\"", "") + "xxxxx" : expected)
                    + "...[truncated]");
      }
    }

    @Test
    void leavesTheRemainingRoomToTheText() {
      story.maxBytes(HEADER.length() + 20);
      assertThat(
              story.message(
                  encoder -> {
                    param(encoder, "a", "too long");
                    param(encoder, "b", "");
                    encoder.text("text");
                  }))
          .isEqualTo(HEADER + "- text...[truncated]");
      assertThat(story.truncated()).isTrue();
    }

    @Test
    void hasEveryElementOnceEvenIfItIsGivenSeveralTimes() {
      assertThat(
              story.message(
                  encoder -> {
                    param(encoder, "a", "1");
                    encoder.data().element(LOG);
                    encoder.data().param("logger", "shop");
                    encoder.data().element(StructuredData.elementStart("mdc@32473"));
                    encoder.data().param("a", "2");
                    encoder.data().param("b", "3");
                    encoder.data().element(StructuredData.elementStart("app@32473"));
                    encoder.data().param("version", "7");
                    encoder.data().element(LOG);
                    encoder.data().param("thread", "main");
                    encoder.data().element(MDC);
                    encoder.data().param("c", "4");
                    encoder.text("text");
                  }))
          .isEqualTo(
              HEADER
                  + "[mdc@32473 a=\"1\" a=\"2\" b=\"3\" c=\"4\"]"
                  + "[log@32473 logger=\"shop\" thread=\"main\"]"
                  + "[app@32473 version=\"7\"] text");
    }

    @Test
    void canHaveAnElementOfAPreviousMessage() {
      byte[][] element = new byte[1][];
      story.message(
          encoder -> {
            encoder.data().element(LOG);
            encoder.data().param("logger", "shop");
            int start = encoder.data().endElement();
            param(encoder, "a", "1");
            param(encoder, "b", "2");
            element[0] = encoder.data().elementFrom(start);
          });
      assertThat(element[0]).asString().isEqualTo("[mdc@32473 a=\"1\" b=\"2\"]");
      assertThat(
              story.message(
                  encoder -> {
                    encoder.data().element(LOG);
                    encoder.data().param("logger", "shop");
                    assertThat(encoder.data().repeat(MDC, element[0])).isTrue();
                    encoder.data().param("left out", "it belongs to no element");
                    param(encoder, "c", "3");
                    assertThat(encoder.data().repeat(MDC, element[0])).isFalse();
                    assertThat(encoder.data().repeat(LOG, element[0])).isFalse();
                    encoder.text("text");
                  }))
          .isEqualTo(
              HEADER + "[log@32473 logger=\"shop\"][mdc@32473 a=\"1\" b=\"2\" c=\"3\"] text");
    }

    @Test
    void doesNotReuseAnIncompleteElement() {
      story.message(
          encoder -> {
            param(encoder, "a", "1");
            int start = encoder.data().endElement();
            param(encoder, "b", "joins the first");
            assertThat(encoder.data().elementFrom(start)).isNull();
          });
      story.message(
          encoder -> {
            int start = encoder.data().endElement();
            encoder.data().element(MDC);
            assertThat(encoder.data().elementFrom(start)).isEmpty();
            param(encoder, "a", "1");
            encoder.data().element(LOG);
            encoder.data().param("logger", "shop");
            assertThat(encoder.data().elementFrom(start)).isNull();
          });
      story.maxBytes(HEADER.length() + 30);
      story.message(
          encoder -> {
            int start = encoder.data().endElement();
            param(encoder, "a", "too long");
            assertThat(encoder.data().elementFrom(start)).isNull();
          });
    }

    @Test
    void canRepeatThatAMessageHadNoSuchElement() {
      assertThat(
              story.message(
                  encoder -> {
                    assertThat(encoder.data().repeat(MDC, new byte[0])).isTrue();
                    encoder.text("text");
                  }))
          .isEqualTo(HEADER + "- text");
    }

    @Test
    void doesNotReuseAnElementThatIsTooLong() {
      byte[] element = "[mdc@32473 a=\"1\"]".getBytes(StandardCharsets.UTF_8);
      for (int max = HEADER.length() + 16; max < HEADER.length() + 50; max++) {
        story.maxBytes(max);
        String encoded =
            story.message(
                encoder -> {
                  param(encoder, "a", "1");
                });
        boolean fits = !story.truncated();
        assertThat(
                story.message(
                    encoder -> {
                      boolean repeated = encoder.data().repeat(MDC, element);
                      assertThat(repeated).isEqualTo(fits);
                      if (!repeated) {
                        param(encoder, "a", "1");
                      }
                    }))
            .isEqualTo(encoded);
        assertThat(story.truncated()).isEqualTo(!fits);
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 20})
    void mayHaveManyElements(int elements) {
      String expected =
          IntStream.range(0, elements)
              .mapToObj(i -> "[e" + i + "@1 a=\"1\" b=\"2\"]")
              .reduce("", String::concat);
      assertThat(
              story.message(
                  encoder -> {
                    for (String name : List.of("a=1", "b=2")) {
                      for (int i = 0; i < elements; i++) {
                        encoder.data().element(StructuredData.elementStart("e" + i + "@1"));
                        encoder.data().param(name.substring(0, 1), name.substring(2));
                      }
                    }
                  }))
          .isEqualTo(HEADER + expected);
    }
  }

  @Nested
  class TheText {

    @Test
    void mayBeEmpty() {
      assertThat(story.message(encoder -> encoder.text(""))).isEqualTo(HEADER + "- ");
    }

    @Test
    void isTruncatedAtACodePointBoundary() {
      String text = "aé\u20ac\ud83d\ude00".repeat(3); // 1, 2, 3 and 4 bytes
      int whole = (HEADER + "- " + text).getBytes(StandardCharsets.UTF_8).length;
      for (int max = HEADER.length() + 2; max <= whole + 1; max++) {
        story.maxBytes(max);
        String message = story.message(encoder -> encoder.text(text));
        assertThat(message).isEqualTo(cut(text, max, max < whole));
        assertThat(story.truncated()).isEqualTo(max < whole);
      }
    }

    /** The truncated text, with the truncation mark at its end if there is room. */
    private static String cut(String text, int max, boolean tooLong) {
      String marked = "...[truncated]";
      boolean roomForTheMark = max >= HEADER.length() + 2 + marked.length();
      return tooLong && roomForTheMark
          ? longestBeginningOf(HEADER + "- " + text, max - marked.length()) + marked
          : longestBeginningOf(HEADER + "- " + text, max);
    }

    private static String longestBeginningOf(String text, int maxBytes) {
      int[] codePoints = text.codePoints().toArray();
      return IntStream.rangeClosed(0, codePoints.length)
          .mapToObj(count -> new String(codePoints, 0, count))
          .filter(start -> start.getBytes(StandardCharsets.UTF_8).length <= maxBytes)
          .reduce((shorter, longer) -> longer)
          .orElseThrow();
    }

    /** A single backslash, or a part of a number, would have another meaning. */
    @ParameterizedTest
    @ValueSource(strings = {"<LF>", "\\n", "é!"})
    void isNotTruncatedWithinAReplacedCharacter(String newlineEscape) {
      story.rules(TextRules.printable(false, newlineEscape));
      String text = "a\n\0b\u0085".repeat(5);
      List<String> written = List.of("a", newlineEscape, "#000", "b", "#205");
      int start = HEADER.length() + 2;
      for (int max = start + 14; max < start + 40; max++) {
        story.maxBytes(max);
        int room = max - 14;
        String expected = HEADER + "- ";
        for (int i = 0; bytesOf(expected + written.get(i % 5)) <= room; i++) {
          expected += written.get(i % 5);
        }
        assertThat(story.message(encoder -> encoder.text(text)))
            .isEqualTo(expected + "...[truncated]");
      }
    }

    private static int bytesOf(String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** What is left out behind one part is not followed by another. */
    @Test
    void endsWhereItsFirstPartDoesNotFit() {
      String longerThanTheMark = "<this is a line feed>";
      story.rules(TextRules.singleLine(false, longerThanTheMark));
      story.maxBytes(HEADER.length() + 22);
      assertThat(
              story.message(
                  encoder -> {
                    encoder.text("one\n");
                    encoder.text("two");
                    encoder.text(CharBuffer.wrap("three"));
                  }))
          .isEqualTo(HEADER + "- one...[truncated]");
    }

    /** The encoder processes long texts in pieces; nothing may be lost at their boundaries. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\n", "\u0080", "é", "\u20ac", "\ud83d\ude00"})
    void mayBeLongWithAnyCharacterAtAnyIndex(String character) {
      story.rules(TextRules.singleLine(false, "<LF>"));
      StringBuilder builder = new StringBuilder();
      for (int before : new int[] {0, 1, 1022, 1023, 1024, 1025, 2047, 2048, 4095, 5000}) {
        String text = "a".repeat(before) + character + "b".repeat(1500) + character;
        String expected = HEADER + "- " + text.replace("\n", "<LF>");
        assertThat(story.message(encoder -> encoder.text(text))).isEqualTo(expected);
        builder.setLength(0);
        builder.append(text);
        assertThat(story.message(encoder -> encoder.text(builder))).isEqualTo(expected);
        CharBuffer other = CharBuffer.wrap(text);
        assertThat(story.message(encoder -> encoder.text(other))).isEqualTo(expected);
      }
    }

    /** ASCII is copied several characters at a time. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\u0080", "é", "\u07ff", "\u0800", "\u20ac"})
    void mayHaveAnyCharacterAmongAscii(String character) {
      for (int before = 0; before < 70; before++) {
        String text = "a".repeat(before) + character + "b".repeat(69 - before);
        assertThat(story.message(encoder -> encoder.text(text))).isEqualTo(HEADER + "- " + text);
      }
    }

    @Test
    void isNotCompletedWithAnEarlierText() {
      String pair = "\ud83d\ude00";
      assertThat(
              story.message(
                  encoder -> {
                    encoder.text(pair);
                    encoder.text(pair.substring(0, 1));
                  }))
          .isEqualTo(HEADER + "- " + pair + "\ufffd");
    }

    @Test
    void isMarkedAtItsEndIfOnlyDataWasLeftOut() {
      EncodeBuffer buffer = new EncodeBuffer(HEADER.length() + 30);
      MessageEncoder encoder = story.newEncoder(buffer, TextRules.anyCharacter(false));
      for (String text : List.of("a", "text text", "text texts", "texts texts")) {
        story.begin(encoder);
        encoder.text("\u20ac".repeat(9));
        encoder.finish();
        story.begin(encoder);
        encoder.data().element(MDC);
        encoder.data().param("a", "too long");
        encoder.text(text);
        encoder.finish();
        assertThat(EncoderStory.textOf(buffer)).isEqualTo(HEADER + "- " + text + "...[truncated]");
      }
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
        strings = {
          "\ud83d!",
          "\ude00!",
          "\ud83d\ud83d\ude00!",
          "\ude00\ud83d!",
          "!\ud83d",
          "\ud83da\ude00!"
        })
    void hasAReplacementCharacterForALoneSurrogate(String text) {
      String expected =
          text.codePoints()
              .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      assertThat(expected).contains("\ufffd");
      assertThat(story.message(encoder -> encoder.text(text))).isEqualTo(HEADER + "- " + expected);
    }

    @Test
    void keepsLineFeedsWithOctetCounting() {
      assertThat(story.message(encoder -> encoder.text("one\ntwo\\n]\"")))
          .isEqualTo(HEADER + "- one\ntwo\\n]\"");
    }

    private String withParameterAndText(String value, String text) {
      return story.message(
          encoder -> {
            encoder.data().element(MDC);
            encoder.data().param("k", value);
            encoder.text(text);
          });
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '\u00a7',
        value = {
          "\\n | one\\ntwo | one\\\\ntwo",
          "\u2424 | one\u2424two | one\u2424two",
          "] | one]two | one\\]two",
          "\" | one\"two | one\\\"two"
        })
    void hasLineFeedsReplacedWithLineFraming(
        String newlineEscape, String expectedText, String expectedValue) {
      story.rules(TextRules.singleLine(false, newlineEscape));
      assertThat(withParameterAndText("one\ntwo", "one\ntwo"))
          .isEqualTo(HEADER + "[mdc@32473 k=\"" + expectedValue + "\"] " + expectedText);
    }

    /** Receivers end a message at a zero byte as well as at a line feed. */
    @Test
    void hasNoZeroByteWithLineFraming() {
      story.rules(TextRules.singleLine(false, "\\n"));
      assertThat(withParameterAndText("1\0002", "one\000two\tthree"))
          .isEqualTo(HEADER + "[mdc@32473 k=\"1#0002\"] one#000two\tthree");
    }

    @Test
    void keepsLineFeedsButNoZeroBytesInADatagram() {
      story.rules(TextRules.severalLines(false));
      assertThat(withParameterAndText("1\n\0002\"", "one\ntwo\000three"))
          .isEqualTo(HEADER + "[mdc@32473 k=\"1\n#0002\\\"\"] one\ntwo#000three");
    }

    @Test
    void hasNoControlCharactersIfConfigured() {
      story.rules(TextRules.printable(false, "<LF>"));
      assertThat(withParameterAndText("\r\n\"\u0085", "a\tb\u001b[31m\n\u007f\u009b\u00a0é"))
          .isEqualTo(
              HEADER + "[mdc@32473 k=\"#015<LF>\\\"#205\"] a#011b#033[31m<LF>#177#233\u00a0é");
    }

    @Test
    void isNotTruncatedWithinAnEscape() {
      story.rules(TextRules.singleLine(false, "<LF>"));
      story.maxBytes(HEADER.length() + 6);
      assertThat(story.message(encoder -> encoder.text("a\nb"))).isEqualTo(HEADER + "- a");
    }

    @Test
    void mayBeMuchLongerAfterEscaping() {
      story.rules(TextRules.singleLine(false, "0123456789"));
      assertThat(story.message(encoder -> encoder.text("\n".repeat(5000))))
          .isEqualTo(HEADER + "- " + "0123456789".repeat(5000));
    }
  }

  @Nested
  class AByteOrderMark {
    private static final String MARK = "\ufeff";

    @Test
    void precedesTextThatIsNotAscii() {
      story.rules(TextRules.anyCharacter(true));
      assertThat(story.message(encoder -> encoder.text("größe")))
          .isEqualTo(HEADER + "- " + MARK + "größe");
      assertThat(story.message(encoder -> encoder.text("\u0080")))
          .isEqualTo(HEADER + "- " + MARK + "\u0080");
      assertThat(story.message(encoder -> encoder.text("size\u007f")))
          .isEqualTo(HEADER + "- size\u007f");
    }

    @Test
    void isWrittenOnlyOnce() {
      story.rules(TextRules.anyCharacter(true));
      assertThat(
              story.message(
                  encoder -> {
                    encoder.text("größe");
                    encoder.text("größe");
                  }))
          .isEqualTo(HEADER + "- " + MARK + "größegröße");
    }

    @Test
    void isNotWrittenByDefault() {
      assertThat(story.message(encoder -> encoder.text("größe"))).isEqualTo(HEADER + "- größe");
    }
  }

  @Nested
  class TheOlderFormat {

    TheOlderFormat() {
      story.format(MessageFormat.RFC3164);
    }

    @Test
    void usesLocalTimeAndATag() {
      story.fields(new HeaderFields("log1.example.net", "shop", "4711", "ID47"));
      assertThat(story.message(encoder -> encoder.text("It is 12:35 in Kolkata")))
          .isEqualTo("<14>Mar  9 12:35:01 log1 shop[4711]: It is 12:35 in Kolkata");
    }

    @Test
    void hasNoStructuredData() {
      story.messageId("login");
      assertThat(
              story.message(
                  encoder -> {
                    encoder.data().element(MDC);
                    encoder.data().param("user", "jo");
                    encoder.data().param("order", 12);
                    encoder.data().elementEvenIfEmpty(LOG);
                    encoder.text("text");
                  }))
          .isEqualTo("<14>Mar  9 12:35:01 log1 shop[4711]: text");
    }

    @Test
    void mayHaveNoText() {
      assertThat(story.message(encoder -> {})).isEqualTo("<14>Mar  9 12:35:01 log1 shop[4711]: ");
    }

    @ParameterizedTest
    @CsvSource({
      "192.0.2.1, 192.0.2.1",
      "2001:db8::1, 2001:db8::1",
      "log1, log1",
      "log1.example.net, log1",
      "'', -",
      ".example, .example"
    })
    void hasAHostNameWithoutDomain(String hostName, String expected) {
      story.fields(new HeaderFields(hostName, "shop", "1", "-"));
      assertThat(story.message(encoder -> {})).startsWith("<14>Mar  9 12:35:01 " + expected + " s");
    }

    @ParameterizedTest
    @CsvSource({
      "my-shop_2.0, 7, my-shop_2.0[7]",
      "a:b[c]/d e, 7, a_b_c__d_e[7]",
      "shop, '', shop",
      "shop, p]1:, shop[p_1_]",
      "abcdefghijklmnopqrstuvwxyz0123456789, 7, abcdefghijklmnopqrstuvwxyz012345[7]"
    })
    void hasATagThatEndsAsReceiversExpect(String appName, String processId, String expected) {
      story.fields(new HeaderFields("h", appName, processId, "-"));
      assertThat(story.message(encoder -> encoder.text("t")))
          .isEqualTo("<14>Mar  9 12:35:01 h " + expected + ": t");
    }

    @Test
    void marksTruncatedText() {
      story.maxBytes(60);
      assertThat(story.message(encoder -> encoder.text("x".repeat(100))))
          .hasSize(60)
          .startsWith("<14>Mar  9 12:35:01 log1 shop[4711]: x")
          .endsWith("x...[truncated]");
    }
  }
}
