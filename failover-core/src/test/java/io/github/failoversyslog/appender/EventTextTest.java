package io.github.failoversyslog.appender;

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

  /** They are the end of the message of the last cause. */
  @Test
  void aStackTraceAsTheJdkPrintsItKeepsEmptyLinesAtItsEnd() {
    IllegalStateException thrown = new IllegalStateException("a\n\n");
    thrown.setStackTrace(new StackTraceElement[0]);
    assertThat(EventText.stackTrace(thrown)).endsWith("IllegalStateException: a\n\n");
  }

  @Test
  void aStackTraceFormattedByAPatternEndsWithoutEmptyLines() {
    String lineEnd = System.lineSeparator();

    assertThat(EventText.ofPattern("Error: a" + lineEnd + lineEnd + "\tat b" + lineEnd + "\n"))
        .isEqualTo("Error: a\n\n\tat b");
    assertThat(EventText.ofPattern("\n")).isEmpty();
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
