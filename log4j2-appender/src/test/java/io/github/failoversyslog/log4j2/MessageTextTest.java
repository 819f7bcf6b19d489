package io.github.failoversyslog.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.AbstractLayout;
import org.apache.logging.log4j.core.layout.AbstractStringLayout;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ObjectArrayMessage;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.ReusableMessageFactory;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.junit.jupiter.api.Test;

class MessageTextTest {
  private static final Layout<?> NO_LAYOUT = null;

  private static String text(Layout<?> layout, LogEvent event) {
    return new MessageText(layout, true).of(event, new StringBuilder()).toString();
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

    assertThat(new MessageText(NO_LAYOUT, false).of(event, new StringBuilder()))
        .hasToString("failed");
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
  void isWhatThePatternSays() {
    Layout<?> layout = PatternLayout.newBuilder().setPattern("[%level] %m%n").build();

    assertThat(text(layout, event(new SimpleMessage("a\nb"), null))).isEqualTo("[OFF] a\nb");
  }

  @Test
  void isWhatALayoutOfTextMakes() {
    Layout<?> layout =
        new AbstractStringLayout(StandardCharsets.UTF_16) {
          @Override
          public String toSerializable(LogEvent event) {
            return "{\"text\":\"ü\"}\r\n";
          }
        };

    assertThat(text(layout, event(new SimpleMessage("x"), null))).isEqualTo("{\"text\":\"ü\"}");
  }

  @Test
  void isWhatALayoutOfBytesMakesOfUtf8() {
    Layout<?> layout =
        new AbstractLayout<>(null, null, null) {
          @Override
          public byte[] toByteArray(LogEvent event) {
            return "ü".getBytes(StandardCharsets.UTF_8);
          }

          @Override
          public Message toSerializable(LogEvent event) {
            return event.getMessage();
          }

          @Override
          public String getContentType() {
            return "text/plain";
          }
        };

    assertThat(text(layout, event(new SimpleMessage("x"), null))).isEqualTo("ü");
  }
}
