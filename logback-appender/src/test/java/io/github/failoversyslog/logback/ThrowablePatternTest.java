package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.spi.BasicSequenceNumberGenerator;
import io.github.failoversyslog.appender.EventText;
import io.github.failoversyslog.appender.ThrownInShop;
import io.github.failoversyslog.config.StackTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThrowablePatternTest {
  private final LoggerContext context = new LoggerContext();
  private final List<String> faults = new ArrayList<>();
  private final Throwable thrown = ThrownInShop.make();

  private String text(String pattern) {
    LoggingEvent event =
        new LoggingEvent(
            "fqcn", context.getLogger("shop"), Level.INFO, "failed", thrown, new Object[0]);
    return MessageTextTest.messages(
            StackTrace.MESSAGE, null, ThrowablePattern.of(pattern, context, faults), () -> {})
        .text(event, new StringBuilder())
        .toString()
        .replaceFirst("failed\n", "");
  }

  @Test
  void isWhatThePatternMakesOfTheThrowable() {
    assertThat(text("%ex{1}"))
        .isEqualTo("java.lang.IllegalStateException: outer\n\tat Shop.sell(Shop.java:7)");
    assertThat(text(" %level %rEx{full}%n%n "))
        .isEqualTo(
            "INFO java.lang.IllegalStateException: outer\n\tat Shop.sell(Shop.java:7)"
                + "\n\tat Shop.main(Shop.java:3)");
    assertThat(text("%replace(%ex{short}){'outer', 'hidden'}"))
        .isEqualTo("java.lang.IllegalStateException: hidden\n\tat Shop.sell(Shop.java:7)");
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
  @ValueSource(strings = {"%foo", "%foo %ex", "%rEx{full", "%ex{abc}", "%", "%(ex"})
  void whatLogbackCannotParseIsAFaultWithItsReason(String pattern) {
    text(pattern);

    assertThat(faults)
        .singleElement()
        .asString()
        .startsWith("stackTracePattern is \"" + pattern + "\" (")
        .endsWith("); expected a pattern which Logback can parse, such as %rEx or %ex{5}")
        .doesNotContain("()");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%m", "text", "%nopex", "%m%nopex", "\\%ex"})
  void whatShowsNothingOfAThrowableIsAFault(String pattern) {
    text(pattern);

    assertThat(faults)
        .containsExactly(
            "stackTracePattern is \""
                + pattern
                + "\"; expected a pattern with a converter for the throwable, such as %rEx or %ex{5}");
  }

  /** Somebody's own. */
  public static final class FailingConverter extends ClassicConverter {
    public FailingConverter() {}

    @Override
    public String convert(ILoggingEvent event) {
      throw new IllegalStateException("made to fail");
    }
  }

  @Test
  void aConverterThatFailsWithoutAnEventOfTheApplicationIsNoFault() {
    context.putObject(
        CoreConstants.PATTERN_RULE_REGISTRY, Map.of("fails", FailingConverter.class.getName()));

    ThrowablePattern.of("%fails %ex", context, faults);

    assertThat(faults).isEmpty();
  }

  @Test
  void leavesNoListenerBehind() {
    text("%ex");

    assertThat(context.getStatusManager().getCopyOfStatusListenerList()).isEmpty();
  }

  @Test
  void theSearchForFaultsTakesNoSequenceNumber() {
    BasicSequenceNumberGenerator numbers = new BasicSequenceNumberGenerator();
    context.setSequenceNumberGenerator(numbers);
    long before = numbers.nextSequenceNumber();
    ThrowablePattern.of("%sn %ex", context, faults);

    assertThat(numbers.nextSequenceNumber()).isEqualTo(before + 1);
  }
}
