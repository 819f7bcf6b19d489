package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.LoggingEventVO;
import ch.qos.logback.core.encoder.Encoder;
import io.github.failoversyslog.appender.EventMessages;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.config.StackTrace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class MessageTextTest {
  private final LoggerContext context = new LoggerContext();

  static EventMessages<ILoggingEvent> messages(
      StackTrace where,
      BiConsumer<ILoggingEvent, StringBuilder> layout,
      ThrowablePattern pattern,
      Runnable whenRepeated) {
    Map<String, String> settings = Map.of("host", "log1", "stackTrace", where.toString());
    return new EventMessages<>(
        SenderConfig.of(settings, List.of(), List.of(), Optional.empty()).message(),
        new LogbackEvents(failure -> {}),
        layout,
        pattern,
        List.of(),
        whenRepeated);
  }

  private static EventMessages<ILoggingEvent> withoutLayout(ThrowablePattern pattern) {
    return messages(StackTrace.MESSAGE, null, pattern, () -> {});
  }

  private static EventMessages<ILoggingEvent> by(BiConsumer<ILoggingEvent, StringBuilder> layout) {
    return messages(StackTrace.MESSAGE, layout, null, () -> {});
  }

  private static String text(EventMessages<ILoggingEvent> messages, ILoggingEvent event) {
    return messages.text(event, new StringBuilder()).toString();
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
    assertThat(text(withoutLayout(null), event("{} of {}", null, 1, "two"))).isEqualTo("1 of two");
  }

  @Test
  void keepsTheLineEndsThatTheApplicationWrote() {
    assertThat(text(withoutLayout(null), event("a\nb\n", null))).isEqualTo("a\nb\n");
  }

  @Test
  void takesAnEventWithoutAMessage() {
    assertThat(text(withoutLayout(null), event(null, null))).isEqualTo("null");
  }

  @Test
  void saysWhatIsWrongWithAMessageThatCannotBeFormatted() {
    ILoggingEvent event = mock(ILoggingEvent.class);
    when(event.getFormattedMessage()).thenThrow(new IllegalStateException("no text"));

    assertThat(text(withoutLayout(null), event))
        .matches("\\[.* has no text: java.lang.IllegalStateException]");
  }

  @Test
  void endsWithTheStackTraceAsTheJdkPrintsIt() {
    Throwable thrown = new IllegalStateException("outer", new RuntimeException("inner"));
    thrown.addSuppressed(new RuntimeException("suppressed"));

    assertThat(text(withoutLayout(null), event("failed", thrown)) + "\n")
        .isEqualTo("failed\n" + asTheJdkPrints(thrown));
  }

  @Test
  void endsWithTheStackTraceOfAnEventFromAnotherProcess() {
    Throwable thrown = new IllegalStateException("outer");
    thrown.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("Shop", "sell", "Shop.java", 7)});
    LoggingEvent event = event("failed", thrown);
    event.setMDCPropertyMap(Map.of());

    assertThat(text(withoutLayout(null), LoggingEventVO.build(event)))
        .isEqualTo("failed\njava.lang.IllegalStateException: outer\n\tat Shop.sell(Shop.java:7)");
  }

  @Test
  void saysWhatIsWrongWithAThrowableThatCannotBePrinted() {
    IThrowableProxy incomplete = mock(IThrowableProxy.class);
    when(incomplete.getClassName()).thenThrow(new IllegalStateException("no name"));
    ILoggingEvent withThrowable = mock(ILoggingEvent.class);
    when(withThrowable.getFormattedMessage()).thenReturn("failed");
    when(withThrowable.getThrowableProxy()).thenReturn(incomplete);

    assertThat(text(withoutLayout(null), withThrowable))
        .matches("failed\n\\[.* has no text: java.lang.IllegalStateException]");
  }

  @Test
  void hasNoStackTraceIfThatGoesElsewhere() {
    assertThat(
            text(
                messages(StackTrace.NONE, null, null, () -> {}),
                event("failed", new RuntimeException())))
        .isEqualTo("failed");
  }

  @Test
  @SuppressWarnings("unchecked") // a mock of a generic type
  void isWhatAnEncoderOfUtf8Makes() {
    Encoder<ILoggingEvent> encoder = mock(Encoder.class);
    when(encoder.headerBytes()).thenReturn(new byte[] {'h'});
    when(encoder.encode(any()))
        .thenReturn(new byte[] {'a', (byte) 0xC3, (byte) 0xA9, (byte) 0xFF, '\n'});
    when(encoder.footerBytes()).thenReturn(new byte[] {'f'});

    assertThat(text(by(LayoutText.of(encoder)), event("x", null))).isEqualTo("aé\ufffd");
  }

  /** Whatever its charset is. */
  @Test
  void isWhatTheLayoutInAnEncoderSays() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_16);
    encoder.setPattern("[%level] %m%n");
    encoder.start();

    assertThat(text(by(LayoutText.of(encoder)), event("é", null))).isEqualTo("[INFO] é");
  }

  @Test
  void isWhatTheLayoutSays() {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern("[%level] %m%n");
    layout.start();

    assertThat(text(by(LayoutText.of(layout)), event("a\nb", null))).isEqualTo("[INFO] a\nb");
  }

  @Test
  void endsWithWhatThePatternMakesOfTheStackTrace() {
    LoggingEvent event =
        event("failed", new IllegalStateException("outer", new RuntimeException("inner")));
    event.setMDCPropertyMap(Map.of());
    ThrowablePattern trace = ThrowablePattern.of("%rEx{full}", context, new ArrayList<>());

    for (ILoggingEvent each : List.of(event, LoggingEventVO.build(event))) {
      assertThat(text(withoutLayout(trace), each))
          .startsWith("failed\njava.lang.RuntimeException: inner\n\t")
          .contains("\nWrapped by: java.lang.IllegalStateException: outer\n")
          .doesNotEndWith("\n");
    }
  }

  @Test
  void hasNothingBehindTheMessageIfThePatternMakesNothing() {
    ThrowablePattern trace = ThrowablePattern.of("%nopex", context, new ArrayList<>());

    assertThat(text(withoutLayout(trace), event("failed", new RuntimeException())))
        .isEqualTo("failed");
  }

  @Test
  void aLayoutOrEncoderWithAStackTraceThatIsWantedElsewhereIsToldOfOnce() {
    Runnable warning = mock(Runnable.class);
    EventMessages<ILoggingEvent> text = linesElsewhere("%m%nopex", warning);
    text(text, event("failed", new RuntimeException()));
    verify(warning, never()).run();

    text = linesElsewhere("%m", warning);
    text(text, event("none", null));
    verify(warning, never()).run();
    text(text, event("failed", new RuntimeException()));
    text(text, event("failed", new RuntimeException()));
    verify(warning).run();
  }

  private EventMessages<ILoggingEvent> linesElsewhere(String pattern, Runnable warning) {
    return messages(StackTrace.LINES, LayoutText.of(encoderOf(pattern)), null, warning);
  }

  private PatternLayoutEncoder encoderOf(String pattern) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern);
    encoder.start();
    return encoder;
  }
}
