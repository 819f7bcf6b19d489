package io.github.failoversyslog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
  void anObjectThatCannotTellItsTextIsNamed() {
    assertThat(EventText.of(new Endless()))
        .isEqualTo("[" + Endless.class.getName() + " has no text: java.lang.StackOverflowError]");
  }

  @Test
  void aThrowableThatCannotBePrintedIsNamed() {
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
  void whatAPatternMadeOfAStackTraceEndsWithoutEmptyLines() {
    String lineEnd = System.lineSeparator();

    assertThat(EventText.trimmedTrace("Error: a" + lineEnd + lineEnd + "\tat b" + lineEnd + "\n"))
        .isEqualTo("Error: a\n\n\tat b");
    assertThat(EventText.trimmedTrace("\n")).isEmpty();
  }
}
