package io.github.failoversyslog.appender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What users have to see in a text to find the place in their configuration. */
class AppenderFaultsTest {
  @Test
  void aFaultNamesTheElementAndSaysWhatWasExpected() {
    String element = "<AppenderRef>";
    assertThat(
            List.of(
                AppenderFaults.listenerWithoutClass(element),
                AppenderFaults.listenerClass(element, "shop.Alarm", "no such class"),
                AppenderFaults.severalReferences(element),
                AppenderFaults.unknownAppender(element, "FILE"),
                AppenderFaults.leadsBack(element, "FILE")))
        .allSatisfy(fault -> assertThat(fault).contains(element, "; expected "));
  }

  @Test
  void aFaultQuotesWhatWasFoundAndWhy() {
    assertThat(AppenderFaults.listenerClass("<listener>", "shop.Alarm", "no such class"))
        .startsWith("class of <listener> is \"shop.Alarm\" (no such class); expected ");
    assertThat(AppenderFaults.unknownAppender("<AppenderRef>", "FILE")).contains("\"FILE\"");
    assertThat(AppenderFaults.leadsBack("<AppenderRef>", "FILE")).contains("\"FILE\"");
    assertThat(AppenderFaults.stackTracePattern("%m", "for stack traces", " (it has none)"))
        .startsWith(
            "stackTracePattern is \"%m\" (it has none); expected a pattern for stack traces");
    assertThat(AppenderFaults.headerTwice("Rfc5424Layout", "format=rfc5424"))
        .startsWith("Rfc5424Layout, and")
        .contains("expected the appender's format=rfc5424");
  }

  @Test
  void aWarningNamesTheLayoutAndWhatToChange() {
    assertThat(AppenderTexts.cannotStart("Shop", "port is missing"))
        .isEqualTo("Shop: cannot start: port is missing");
    assertThat(AppenderTexts.stackTracePatternUnused("PatternLayout"))
        .startsWith("stackTracePattern has no effect: PatternLayout formats")
        .contains("; put ");
    assertThat(AppenderTexts.stackTraceTwice("lines", "PatternLayout", "%ex{none}"))
        .contains("by stackTrace=lines and by PatternLayout; remove", "with %ex{none}");
  }
}
