package io.github.failoversyslog.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.appender.EventText;
import io.github.failoversyslog.appender.ThrownInShop;
import io.github.failoversyslog.config.StackTrace;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThrowablePatternTest {
  private final List<String> faults = new ArrayList<>();
  private final Throwable thrown = ThrownInShop.make();

  private String text(String pattern) {
    return text(pattern, thrown);
  }

  private String text(String pattern, Throwable throwable) {
    LogEvent event =
        Log4jLogEvent.newBuilder()
            .setMessage(new SimpleMessage("failed"))
            .setThrown(throwable)
            .build();
    return MessageTextTest.messages(
            StackTrace.MESSAGE, null, ThrowablePattern.of(pattern, null, faults), () -> {})
        .text(event, new StringBuilder())
        .toString()
        .replaceFirst("failed\n", "");
  }

  @Test
  void isWhatThePatternMakesOfTheThrowable() {
    assertThat(text("%ex{2}"))
        .isEqualTo("java.lang.IllegalStateException: outer\n\tat Shop.sell(Shop.java:7)");
    assertThat(text(" %ex{full}{separator(|)} "))
        .isEqualTo(
            "java.lang.IllegalStateException: outer|\tat Shop.sell(Shop.java:7)"
                + "|\tat Shop.main(Shop.java:3)|");
    assertThat(text("%xEx{2}%n%n"))
        .isEqualTo("java.lang.IllegalStateException: outer\n\tat Shop.sell(Shop.java:7) ~[?:?]");
    assertThat(text("%ex{short.message} at %%")).isEqualTo("outer at %");
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void withoutAPatternItIsAsTheJdkPrintsIt(String none) {
    assertThat(text(none)).isEqualTo(EventText.stackTrace(thrown));
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%foo", "%foo %ex", "%rEx{full", "%ex{5", "%ex{abc}", "%", "%ex}"})
  void whatLog4jCannotParseIsAFault(String pattern) {
    text(pattern);

    assertThat(faults)
        .containsExactly(
            "stackTracePattern is \""
                + pattern
                + "\"; expected a pattern which Log4j can parse, such as %rEx or %ex{5}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%m", "text", "%ex{none}", "%rEx{0}", "%m%sn"})
  void whatShowsNothingOfAThrowableIsAFault(String pattern) {
    text(pattern);

    assertThat(faults)
        .containsExactly(
            "stackTracePattern is \""
                + pattern
                + "\"; expected a pattern with a converter for the throwable, such as %rEx or %ex{5}");
  }

  @Test
  void aThrowableThatThePatternCannotPrintIsPrintedAsFarAsItCanBe() {
    Throwable silent =
        new IllegalStateException() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            throw new IllegalStateException("no message");
          }
        };

    assertThat(text("%ex{short.message}", silent)).contains("has no text");
  }

  @Test
  void asksForLocationsIfThePatternDoes() {
    assertThat(ThrowablePattern.of("%ex %L", null, faults).requiresLocation()).isTrue();
    assertThat(ThrowablePattern.of("%ex", null, faults).requiresLocation()).isFalse();
    assertThat(ThrowablePattern.of(null, null, faults)).isNull();
  }
}
