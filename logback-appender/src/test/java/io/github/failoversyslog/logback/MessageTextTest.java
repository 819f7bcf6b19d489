package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.LoggingEventVO;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import io.github.failoversyslog.LayoutCheck;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTextTest {
  private final LoggerContext context = new LoggerContext();

  private static String text(MessageText text, ILoggingEvent event) {
    return text.of(event, new StringBuilder()).toString();
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
    assertThat(text(MessageText.ofEvents(ThrowableText.PLAIN), event("{} of {}", null, 1, "two")))
        .isEqualTo("1 of two");
  }

  @Test
  void keepsTheLineEndsThatTheApplicationWrote() {
    assertThat(text(MessageText.ofEvents(ThrowableText.PLAIN), event("a\nb\n", null)))
        .isEqualTo("a\nb\n");
  }

  @Test
  void takesAnEventWithoutAMessage() {
    assertThat(text(MessageText.ofEvents(ThrowableText.PLAIN), event(null, null)))
        .isEqualTo("null");
  }

  @Test
  void saysWhatIsWrongWithAMessageThatCannotBeFormatted() {
    LoggingEvent event =
        new LoggingEvent() {
          @Override
          public String getFormattedMessage() {
            throw new IllegalStateException("no text");
          }
        };

    assertThat(text(MessageText.ofEvents(ThrowableText.PLAIN), event))
        .matches("\\[.* has no text: java.lang.IllegalStateException]");
  }

  @Test
  void endsWithTheStackTraceAsTheJdkPrintsIt() {
    Throwable thrown = new IllegalStateException("outer", new RuntimeException("inner"));
    thrown.addSuppressed(new RuntimeException("suppressed"));

    assertThat(text(MessageText.ofEvents(ThrowableText.PLAIN), event("failed", thrown)) + "\n")
        .isEqualTo("failed\n" + asTheJdkPrints(thrown));
  }

  @Test
  void endsWithTheStackTraceOfAnEventFromAnotherProcess() {
    Throwable thrown = new IllegalStateException("outer");
    thrown.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("Shop", "sell", "Shop.java", 7)});
    LoggingEvent event = event("failed", thrown);
    event.setMDCPropertyMap(java.util.Map.of());

    assertThat(text(MessageText.ofEvents(ThrowableText.PLAIN), LoggingEventVO.build(event)))
        .isEqualTo("failed\njava.lang.IllegalStateException: outer\n\tat Shop.sell(Shop.java:7)");
  }

  @Test
  void saysWhatIsWrongWithAThrowableThatCannotBePrinted() {
    IThrowableProxy incomplete =
        (IThrowableProxy)
            Proxy.newProxyInstance(
                IThrowableProxy.class.getClassLoader(),
                new Class<?>[] {IThrowableProxy.class},
                (proxy, method, arguments) -> {
                  throw new IllegalStateException(method.getName());
                });
    LoggingEvent withThrowable =
        new LoggingEvent() {
          @Override
          public IThrowableProxy getThrowableProxy() {
            return incomplete;
          }
        };
    withThrowable.setMessage("failed");

    assertThat(text(MessageText.ofEvents(ThrowableText.PLAIN), withThrowable))
        .matches("failed\n\\[.* has no text: java.lang.IllegalStateException]");
  }

  @Test
  void hasNoStackTraceIfThatGoesElsewhere() {
    assertThat(text(MessageText.ofEvents(null), event("failed", new RuntimeException())))
        .isEqualTo("failed");
  }

  @Test
  void isWhatAnEncoderOfUtf8Makes() {
    Encoder<ILoggingEvent> encoder =
        new EncoderBase<>() {
          @Override
          public byte[] headerBytes() {
            return new byte[] {'h'};
          }

          @Override
          public byte[] encode(ILoggingEvent event) {
            return new byte[] {'a', (byte) 0xC3, (byte) 0xA9, (byte) 0xFF, '\n'};
          }

          @Override
          public byte[] footerBytes() {
            return new byte[] {'f'};
          }
        };

    assertThat(text(MessageText.by(encoder, null), event("x", null))).isEqualTo("aé\ufffd");
  }

  /** Whatever its charset is. */
  @Test
  void isWhatTheLayoutInAnEncoderSays() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_16);
    encoder.setPattern("[%level] %m%n");
    encoder.start();

    assertThat(text(MessageText.by(encoder, null), event("é", null))).isEqualTo("[INFO] é");
  }

  @Test
  void isWhatTheLayoutSays() {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern("[%level] %m%n");
    layout.start();

    assertThat(text(MessageText.by(layout, null), event("a\nb", null))).isEqualTo("[INFO] a\nb");
  }

  @Test
  void endsWithWhatThePatternMakesOfTheStackTrace() {
    LoggingEvent event =
        event("failed", new IllegalStateException("outer", new RuntimeException("inner")));
    event.setMDCPropertyMap(java.util.Map.of());
    ThrowableText trace = ThrowablePattern.of("%rEx{full}", context, new ArrayList<>());

    for (ILoggingEvent each : List.of(event, LoggingEventVO.build(event))) {
      assertThat(text(MessageText.ofEvents(trace), each))
          .startsWith("failed\njava.lang.RuntimeException: inner\n\t")
          .contains("\nWrapped by: java.lang.IllegalStateException: outer\n")
          .doesNotEndWith("\n");
    }
  }

  @Test
  void hasNothingBehindTheMessageIfThePatternMakesNothing() {
    ThrowableText trace = (event, thrown) -> "";

    assertThat(text(MessageText.ofEvents(trace), event("failed", new RuntimeException())))
        .isEqualTo("failed");
  }

  @Test
  void aLayoutOrEncoderWithAStackTraceThatIsWantedElsewhereIsToldOfOnce() {
    int[] warnings = {0};
    LayoutCheck check = new LayoutCheck(() -> warnings[0]++);
    MessageText text = MessageText.by(encoderOf("%m%nopex"), check);
    text(text, event("failed", new RuntimeException()));
    assertThat(warnings[0]).isZero();

    text = MessageText.by(encoderOf("%m"), check);
    text(text, event("none", null));
    assertThat(warnings[0]).isZero();
    text(text, event("failed", new RuntimeException()));
    text(text, event("failed", new RuntimeException()));
    assertThat(warnings[0]).isEqualTo(1);
  }

  private PatternLayoutEncoder encoderOf(String pattern) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern);
    encoder.start();
    return encoder;
  }
}
