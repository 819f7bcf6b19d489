package io.github.failoversyslog.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

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
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.StringLayout;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.core.layout.Rfc5424Layout;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ObjectArrayMessage;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.ReusableMessageFactory;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.message.StructuredDataCollectionMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
  private static final Layout<?> NO_LAYOUT = null;

  private static String text(Layout<?> layout, LogEvent event) {
    return messages(StackTrace.MESSAGE, layout, null, () -> {})
        .text(event, new StringBuilder())
        .toString();
  }

  static EventMessages<LogEvent> messages(
      StackTrace where, Layout<?> layout, ThrowablePattern pattern, Runnable whenRepeated) {
    Map<String, String> settings = Map.of("host", "log1", "stackTrace", where.toString());
    return new EventMessages<>(
        SenderConfig.of(settings, List.of(), List.of(), Optional.empty()).message(),
        new Log4jEvents(),
        LayoutText.of(layout),
        pattern,
        List.of(),
        whenRepeated);
  }

  private static LogEvent event(Message message, Throwable thrown) {
    return Log4jLogEvent.newBuilder().setMessage(message).setThrown(thrown).build();
  }

  private static String asTheJdkPrints(Throwable thrown) {
    StringWriter printed = new StringWriter();
    thrown.printStackTrace(new PrintWriter(printed));
    return printed.toString().replace(System.lineSeparator(), "\n");
  }

  @Test
  void isTheMessageWithItsParameters() {
    Message reusable = ReusableMessageFactory.INSTANCE.newMessage("{} of {}", 1, "two");

    assertThat(text(NO_LAYOUT, event(reusable, null))).isEqualTo("1 of two");
    assertThat(text(NO_LAYOUT, event(new ParameterizedMessage("{}!", "ü"), null))).isEqualTo("ü!");
  }

  @Test
  void takesMessagesThatCannotWriteIntoABuffer() {
    Message message = new ObjectArrayMessage(1, 2);

    assertThat(text(NO_LAYOUT, event(message, null))).isEqualTo("[1, 2]");
  }

  @Test
  void isEmptyWithoutAMessage() {
    assertThat(text(NO_LAYOUT, event(null, null))).isEmpty();
  }

  @Test
  void keepsTheLineEndsThatTheApplicationWrote() {
    assertThat(text(NO_LAYOUT, event(new SimpleMessage("a\nb\n"), null))).isEqualTo("a\nb\n");
  }

  @Test
  void endsWithTheStackTraceAsTheJdkPrintsIt() {
    Throwable thrown = new IllegalStateException("outer", new RuntimeException("inner"));
    thrown.addSuppressed(new RuntimeException("suppressed"));

    String text = text(NO_LAYOUT, event(new SimpleMessage("failed"), thrown));

    assertThat(text + "\n").isEqualTo("failed\n" + asTheJdkPrints(thrown));
  }

  @Test
  void hasNoStackTraceIfThatGoesElsewhere() {
    LogEvent event = event(new SimpleMessage("failed"), new IllegalStateException());

    EventMessages<LogEvent> messages =
        messages(StackTrace.STRUCTURED_DATA, NO_LAYOUT, null, () -> {});

    assertThat(messages.text(event, new StringBuilder())).hasToString("failed");
  }

  @Test
  void isTheTextOfAStructuredMessageWithoutItsData() {
    StructuredDataMessage message = new StructuredDataMessage("audit@32473", "jo logged in", "in");
    message.put("user", "jo");

    assertThat(text(NO_LAYOUT, event(message, null))).isEqualTo("jo logged in");
    assertThat(text(NO_LAYOUT, event(new StructuredDataMessage("a@1", null, "in"), null)))
        .isEmpty();
  }

  /** Log4j takes a name without its closing brace for text, and {@code %X} for all there is. */
  @Test
  void hasAllContextDataForAPatternWhoseBraceIsMissing() {
    Layout<?> layout = PatternLayout.newBuilder().setPattern("%m %X{user").build();

    assertThat(text(layout, event(new SimpleMessage("a"), null))).isEqualTo("a {}user");
  }

  @Test
  void isTheTextsOfACollectionOfStructuredMessagesAsRfc5424LayoutHasThem() {
    StructuredDataMessage first = new StructuredDataMessage("a@1", "jo logged in", "in");
    first.put("user", "jo");
    Message collection =
        new StructuredDataCollectionMessage(
            List.of(
                first,
                new StructuredDataMessage("b@1", null, "out"),
                new StructuredDataMessage("c@1", "bye", "out")));

    assertThat(text(NO_LAYOUT, event(collection, null))).isEqualTo("jo logged in, bye");
    assertThat(Rfc5424Layout.newBuilder().build().toSerializable(event(collection, null)))
        .endsWith("] jo logged in, bye");
  }

  @Test
  void saysWhatIsWrongWithAMessageThatCannotBeFormatted() {
    Object silent =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no text");
          }
        };

    assertThat(text(NO_LAYOUT, event(new ObjectMessage(silent), new RuntimeException("x"))))
        .startsWith(
            "[org.apache.logging.log4j.message.ObjectMessage has no text:"
                + " java.lang.IllegalStateException]\njava.lang.RuntimeException: x");
  }

  @Test
  void isWhatThePatternSays() {
    Layout<?> layout = PatternLayout.newBuilder().setPattern("[%level] %m%n").build();

    assertThat(text(layout, event(new SimpleMessage("a\nb"), null))).isEqualTo("[OFF] a\nb");
  }

  @Test
  void hasNoHeaderAndFooterOfTheLayout() {
    Layout<?> layout =
        PatternLayout.newBuilder().setPattern("%m").setHeader("head").setFooter("foot").build();

    assertThat(text(layout, event(new SimpleMessage("a"), null))).isEqualTo("a");
  }

  @Test
  void isWhatALayoutOfTextMakes() {
    StringLayout layout = mock(StringLayout.class);
    when(layout.toSerializable(any())).thenReturn("{\"text\":\"ü\"}\r\n");

    assertThat(text(layout, event(new SimpleMessage("x"), null))).isEqualTo("{\"text\":\"ü\"}");
  }

  @Test
  void isWhatALayoutOfBytesMakesOfUtf8() {
    Layout<?> layout = mock(Layout.class);
    when(layout.toByteArray(any())).thenReturn("ü".getBytes(StandardCharsets.UTF_8));

    assertThat(text(layout, event(new SimpleMessage("x"), null))).isEqualTo("ü");
  }

  @Test
  void endsWithWhatThePatternMakesOfTheStackTrace() {
    Throwable thrown = new IllegalStateException("outer", new RuntimeException("inner"));
    LogEvent event = event(new SimpleMessage("failed"), thrown);

    assertThat(textWith("%ex{short.message}", event)).isEqualTo("failed\nouter");
    assertThat(textWith("%rEx{full}", event))
        .startsWith("failed\njava.lang.RuntimeException: inner\n\t")
        .contains("\nWrapped by: java.lang.IllegalStateException: outer\n")
        .doesNotEndWith("\n");
  }

  @Test
  void hasNothingBehindTheMessageIfThePatternMakesNothing() {
    assertThat(textWith("%ex{none}", event(new SimpleMessage("failed"), new RuntimeException())))
        .isEqualTo("failed");
    assertThat(textWith("%ex", event(new SimpleMessage("no trace"), null))).isEqualTo("no trace");
  }

  private static String textWith(String stackTracePattern, LogEvent event) {
    ThrowablePattern trace = ThrowablePattern.of(stackTracePattern, null, new ArrayList<>());
    return messages(StackTrace.MESSAGE, NO_LAYOUT, trace, () -> {})
        .text(event, new StringBuilder())
        .toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%m", "%m%n%xEx", "%m%rEx{5}"})
  void aPatternWithAStackTraceThatIsWantedElsewhereIsToldOfAtOnce(String pattern) {
    assertThat(warningsOf(pattern(pattern), StackTrace.LINES)).isEqualTo(1);
    assertThat(warningsOf(pattern(pattern), StackTrace.NONE)).isEqualTo(1);
    assertThat(warningsOf(pattern(pattern), StackTrace.STRUCTURED_DATA)).isEqualTo(1);
    assertThat(warningsOf(pattern(pattern), StackTrace.MESSAGE)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%m%ex{0}", "%m%xEx{0}", "%m%n%rEx{none}", "%m %ex{short.message}"})
  void aPatternWithoutAStackTraceIsNotToldOf(String pattern) {
    assertThat(warningsOf(pattern(pattern), StackTrace.LINES)).isZero();
  }

  @Test
  void aPatternThatIsNotToAddAStackTraceIsNotToldOf() {
    Layout<?> layout =
        PatternLayout.newBuilder().setPattern("%m").setAlwaysWriteExceptions(false).build();

    assertThat(warningsOf(layout, StackTrace.LINES)).isZero();
  }

  @Test
  void aPatternThatNumbersEventsIsToldOfWithTheFirstRealOne() {
    Runnable warning = mock(Runnable.class);
    Layout<?> layout = pattern("%m %5sn");
    EventMessages<LogEvent> messages = messages(StackTrace.LINES, layout, null, warning);

    messages.checkLayout(LayoutFaults.probe(layout), () -> {});
    verify(warning, never()).run();
    messages.text(event(new SimpleMessage("x"), new RuntimeException()), new StringBuilder());
    verify(warning).run();
  }

  private static Layout<?> pattern(String pattern) {
    return PatternLayout.newBuilder().setPattern(pattern).build();
  }

  private static int warningsOf(Layout<?> layout, StackTrace where) {
    Runnable warning = mock(Runnable.class);
    messages(where, layout, null, warning).checkLayout(LayoutFaults.probe(layout), () -> {});
    return mockingDetails(warning).getInvocations().size();
  }

  /** It might count events, or pass them on. */
  @Test
  void anotherLayoutWithAStackTraceIsToldOfAtTheFirstRealOne() {
    StringLayout layout = mock(StringLayout.class);
    when(layout.toSerializable(any()))
        .thenAnswer(
            call -> {
              Throwable thrown = call.<LogEvent>getArgument(0).getThrown();
              return "{\"trace\":\"" + asTheJdkPrints(thrown).replace("\n", "\\n") + "\"}";
            });
    Runnable warning = mock(Runnable.class);
    EventMessages<LogEvent> messages = messages(StackTrace.LINES, layout, null, warning);

    messages.checkLayout(LayoutFaults.probe(layout), () -> {});
    verifyNoInteractions(layout);

    messages.text(event(new SimpleMessage("x"), new RuntimeException("1")), new StringBuilder());
    messages.text(event(new SimpleMessage("x"), new RuntimeException("2")), new StringBuilder());
    verify(warning).run();
  }
}
