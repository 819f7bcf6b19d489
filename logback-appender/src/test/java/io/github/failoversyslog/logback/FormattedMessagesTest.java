package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FormattedMessagesTest {
  private final LoggerContext context = new LoggerContext();
  private final StringBuilder scratch = new StringBuilder();

  private LoggingEvent event(String pattern, Object... arguments) {
    return new LoggingEvent(
        "fqcn", context.getLogger("shop"), Level.INFO, pattern, null, arguments);
  }

  private static boolean keepsAString(LoggingEvent event) {
    return FormattedMessages.field("formattedMessage").get(event) != null;
  }

  private void isWrittenToTheScratch(String text, LoggingEvent event) {
    scratch.setLength(0);
    assertThat(FormattedMessages.of(event, scratch)).isSameAs(scratch).hasToString(text);
    assertThat(keepsAString(event)).isFalse();
    assertThat(event.getFormattedMessage()).isEqualTo(text);
  }

  private void isTheStringOfTheEvent(String text, LoggingEvent event) {
    assertThat(FormattedMessages.of(event, scratch))
        .isEqualTo(text)
        .isSameAs(event.getFormattedMessage());
    assertThat(scratch).isEmpty();
  }

  @Test
  void valuesArePutIntoThePatternWithoutAString() {
    isWrittenToTheScratch("null of two", event("{} of {}", null, "two"));
    isWrittenToTheScratch(
        "2147483647 -9223372036854775808 -7 -128",
        event("{} {} {} {}", Integer.MAX_VALUE, Long.MIN_VALUE, (short) -7, Byte.MIN_VALUE));
    isWrittenToTheScratch("0.1 NaN true €", event("{} {} {} {}", 0.1f, Double.NaN, true, '€'));
  }

  @Test
  void argumentsWithoutAPlaceAreIgnoredAndPlacesWithoutAnArgumentStay() {
    isWrittenToTheScratch("none", event("none", 1));
    isWrittenToTheScratch("{} \\{}", event("{} \\{}"));
    isWrittenToTheScratch("1 {", event("{} {", 1, 2));
    isWrittenToTheScratch("1 {} \\{}", event("{} {} \\{}", 1));
    isWrittenToTheScratch("1", event("{}", 1, new Object()));
  }

  /** Of two throwables the event takes the last for itself. */
  @Test
  void logbackDecidesWhetherAThrowableAtTheEndIsAnArgument() {
    Throwable thrown = new IllegalStateException("thrown");
    String text = event("a {} \\{}", "x", thrown, thrown).getFormattedMessage();
    isTheStringOfTheEvent(text, event("a {} \\{}", "x", thrown, thrown));
    isWrittenToTheScratch("a x {}", event("a {} \\{}", "x", 1, thrown));
  }

  @Test
  void aBackslashKeepsAPlaceFromBeingOneAndASecondKeepsTheFirstFromThat() {
    isWrittenToTheScratch("{} 1", event("\\{} {}", 1));
    isWrittenToTheScratch("a{}b\\1c", event("a\\{}b\\\\{}c", 1));
    isWrittenToTheScratch("\\1", event("\\\\{}", 1));
    isWrittenToTheScratch("\\\\1 \\x1", event("\\\\\\{} \\x{}", 1, 1));
    isWrittenToTheScratch("{1}", event("{{}}", 1));
  }

  @Test
  void aTextWithoutArgumentsIsTheStringOfTheApplication() {
    isTheStringOfTheEvent("a {} \\{}", event("a {} \\{}", (Object[]) null));
  }

  @Test
  void aMessageOfNullHasNoText() {
    assertThat(FormattedMessages.of(event(null, 1), scratch)).isNull();
    assertThat(scratch).isEmpty();
  }

  @Test
  void onlyTheFrameworkFormatsObjectsOfTheApplication() {
    isTheStringOfTheEvent("1 [2, 3]", event("{} {}", 1, new int[] {2, 3}));
    isTheStringOfTheEvent("1 5 2", event("{} {} {}", 1, new AtomicInteger(5), 2));
  }

  @Test
  void anObjectIsAskedForItsTextOncePerEvent() {
    AtomicInteger calls = new AtomicInteger();
    Object counting =
        new Object() {
          @Override
          public String toString() {
            return "call " + calls.incrementAndGet();
          }
        };
    LoggingEvent event = event("{}: {}", "it", counting);

    isTheStringOfTheEvent("it: call 1", event);
    isTheStringOfTheEvent("it: call 1", event);
  }

  /** An AsyncAppender has the text made before the application changes its array. */
  @Test
  void aTextThatWasMadeEarlierIsKept() {
    Object[] arguments = {1};
    context.setMDCAdapter(new LogbackMDCAdapter());
    LoggingEvent event = event("{}", arguments);
    event.prepareForDeferredProcessing();
    arguments[0] = 2;

    isTheStringOfTheEvent("1", event);
  }

  @Test
  void anEventOfAnotherClassMakesItsOwnText() {
    ILoggingEvent shouting =
        new LoggingEvent("fqcn", context.getLogger("shop"), Level.INFO, "{}", null, array(1)) {
          @Override
          public String getFormattedMessage() {
            return super.getFormattedMessage() + "!";
          }
        };

    assertThat(FormattedMessages.of(shouting, scratch)).isEqualTo("1!");
  }

  private static Object[] array(Object... values) {
    return values;
  }

  @Test
  void aLogbackWithoutSuchAFieldIsNoFailure() {
    assertThat(FormattedMessages.field("unknown")).isNull();
  }
}
