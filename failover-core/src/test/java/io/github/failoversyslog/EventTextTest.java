package io.github.failoversyslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTextTest {

  private static final class Silent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  private static final class Endless {
    @Override
    public String toString() {
      return "" + new Endless();
    }
  }

  @Test
  void everyObjectHasAText() {
    assertThat(EventText.of(7)).isEqualTo("7");
    assertThat(EventText.of(null)).isEqualTo("null");
  }

  @Test
  void anObjectWhoseToStringFailsIsReplacedByAPlaceholder() {
    assertThat(EventText.of(new Endless()))
        .isEqualTo("[" + Endless.class.getName() + " has no text: java.lang.StackOverflowError]");
  }

  @Test
  void anObjectWhoseToStringReturnsNullIsPrintedLikeNull() {
    Object mute =
        new Object() {
          @Override
          @SuppressWarnings("ToStringReturnsNull") // as applications do
          public String toString() {
            return null;
          }
        };

    assertThat(EventText.of(mute)).isEqualTo("null");
    assertThat(EventText.of(new Object[] {mute})).isEqualTo("[null]");
  }

  @Test
  void anArrayIsPrintedAsItsElements() {
    assertThat(EventText.of(new int[] {1, 2})).isEqualTo("[1, 2]");
    assertThat(EventText.of(new boolean[] {true, false})).isEqualTo("[true, false]");
    assertThat(EventText.of(new char[] {'a', 'b'})).isEqualTo("[a, b]");
    assertThat(EventText.of(new double[] {0.5})).isEqualTo("[0.5]");
    assertThat(EventText.of(new byte[0])).isEqualTo("[]");
    assertThat(EventText.of(new String[] {"a", null})).isEqualTo("[a, null]");
    assertThat(EventText.of(new Object[] {1, new long[] {2, 3}, new Object[][] {{"x"}, null}}))
        .isEqualTo("[1, [2, 3], [[x], null]]");
  }

  @Test
  void anArrayWithinItselfIsPrintedAsAnEllipsis() {
    Object[] cyclic = {"a", null, null};
    cyclic[1] = cyclic;
    cyclic[2] = new Object[] {cyclic, "b"};
    assertThat(EventText.of(cyclic)).isEqualTo("[a, [...], [[...], b]]");
    String[] twice = {"t"};
    assertThat(EventText.of(new Object[] {twice, twice})).isEqualTo("[[t], [t]]");
  }

  @Test
  void theTextOfALargeArrayIsTruncated() {
    assertThat(EventText.of(new byte[10_000_000]))
        .hasSizeLessThan(1024 * 1024 + 100)
        .startsWith("[0, 0, ")
        .endsWith(", 0, ...]");
  }

  @Test
  void theTextOfArraysThatShareElementsIsBounded() {
    Object[] shared = {"x"};
    for (int i = 0; i < 60; i++) {
      shared = new Object[] {shared, shared};
    }

    assertThat(EventText.of(shared)).hasSizeLessThan(1024 * 1024 + 1000).endsWith("...]");
  }

  @Test
  void anArrayIsPrintedWithPlaceholdersForFailingElements() {
    assertThat(EventText.of(new Object[] {1, new Endless()}))
        .isEqualTo(
            "[1, [" + Endless.class.getName() + " has no text: java.lang.StackOverflowError]]");
  }

  @Test
  void anArrayThatIsTooDeepIsReplacedByAPlaceholder() {
    Object[] deep = {};
    for (int i = 0; i < 1_000_000; i++) {
      deep = new Object[] {deep};
    }
    assertThat(EventText.of(deep)).contains("has no text: java.lang.StackOverflowError");
  }

  @Test
  void aThrowableThatCannotBePrintedEndsWithAPlaceholder() {
    assertThat(EventText.stackTrace(new Silent()))
        .endsWith("[" + Silent.class.getName() + " has no text: java.lang.IllegalStateException]");
  }

  @Test
  void aStackTraceEndsWithoutLineEnd() {
    assertThat(EventText.stackTrace(new RuntimeException("x")))
        .startsWith("java.lang.RuntimeException: x\n\tat ")
        .doesNotEndWith("\n");
  }

  @Test
  void everyLineOfAStackTraceBeginsWithATab() {
    assertThat(EventText.lines("Error: one\ntwo\r\n\tat Shop.sell\n<13>1 forged"))
        .containsExactly("\tError: one", "\ttwo", "\tat Shop.sell", "\t<13>1 forged");
  }

  @Test
  void aStackTraceFormattedByAPatternEndsWithoutEmptyLines() {
    String lineEnd = System.lineSeparator();

    assertThat(EventText.trimmedTrace("Error: a" + lineEnd + lineEnd + "\tat b" + lineEnd + "\n"))
        .isEqualTo("Error: a\n\n\tat b");
    assertThat(EventText.trimmedTrace("\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<14>1 2026-", "<0>1 - - ", "<134>Nov 29 06:34:23 host", "<5>May  1 "})
  void aHeaderOfEitherFormatIsRecognised(String text) {
    assertThat(EventText.beginsWithHeader(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "text", "<14>", "<6>text", "<14>10 of", "<b>1 </b>", "{\"a\":\"<14>1 \"}"})
  void aTextSimilarToAHeaderIsNotRecognised(String text) {
    assertThat(EventText.beginsWithHeader(text)).isFalse();
  }

  @Test
  void aLayoutWhoseTextBeginsWithAHeaderIsRecognisedUnlessItFails() {
    Function<String, String> failing =
        event -> {
          throw new LinkageError("no converter");
        };

    assertThat(EventText.beginsWithHeader(event -> "<14>1 " + event, "event")).isTrue();
    assertThat(EventText.beginsWithHeader(event -> event + "<14>1 ", "event")).isFalse();
    assertThat(EventText.beginsWithHeader(failing, "event")).isFalse();
  }

  @Test
  void aPatternShowsThrowablesIfItsTextDiffersByMoreThanLineEnds() {
    assertThat(EventText.showsThrowables(event -> event, "Error", "")).isTrue();
    assertThat(EventText.showsThrowables(event -> event + "\n", "", "\n")).isFalse();
  }
}
