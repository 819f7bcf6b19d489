package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.LoggingEventVO;
import ch.qos.logback.core.Layout;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MessageTextTest {
  private static final Layout<ILoggingEvent> NO_LAYOUT = null;

  private final LoggerContext context = new LoggerContext();

  private static String text(Layout<ILoggingEvent> layout, ILoggingEvent event) {
    return new MessageText(layout).of(event, new StringBuilder()).toString();
  }

  private LoggingEvent event(String message, Throwable thrown, Object... arguments) {
    return new LoggingEvent(
        "fqcn", context.getLogger("shop"), Level.INFO, message, thrown, arguments);
  }

  private static String asTheJdkPrints(Throwable thrown) {
    StringWriter printed = new StringWriter();
    thrown.printStackTrace(new PrintWriter(printed));
    return printed.toString().replace(System.lineSeparator(), "\n");
  }

  @Test
  void isTheMessageWithItsParameters() {
    assertThat(text(NO_LAYOUT, event("{} of {}", null, 1, "two"))).isEqualTo("1 of two");
  }

  @Test
  void keepsTheLineEndsThatTheApplicationWrote() {
    assertThat(text(NO_LAYOUT, event("a\nb\n", null))).isEqualTo("a\nb\n");
  }

  @Test
  void takesAnEventWithoutAMessage() {
    assertThat(text(NO_LAYOUT, event(null, null))).isEqualTo("null");
  }

  @Test
  void endsWithTheStackTraceAsTheJdkPrintsIt() {
    Throwable thrown = new IllegalStateException("outer", new RuntimeException("inner"));
    thrown.addSuppressed(new RuntimeException("suppressed"));

    assertThat(text(NO_LAYOUT, event("failed", thrown)) + "\n")
        .isEqualTo("failed\n" + asTheJdkPrints(thrown));
  }

  @Test
  void endsWithTheStackTraceOfAnEventFromAnotherProcess() {
    Throwable thrown = new IllegalStateException("outer");
    thrown.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("Shop", "sell", "Shop.java", 7)});
    LoggingEvent event = event("failed", thrown);
    event.setMDCPropertyMap(java.util.Map.of());

    assertThat(text(NO_LAYOUT, LoggingEventVO.build(event)))
        .isEqualTo("failed\njava.lang.IllegalStateException: outer\n\tat Shop.sell(Shop.java:7)");
  }

  @Test
  void isWhatTheLayoutSays() {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern("[%level] %m%n");
    layout.start();

    assertThat(text(layout, event("a\nb", null))).isEqualTo("[INFO] a\nb");
  }
}
