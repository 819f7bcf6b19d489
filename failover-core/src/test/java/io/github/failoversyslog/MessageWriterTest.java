package io.github.failoversyslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.engine.Engine;
import io.github.failoversyslog.engine.Platform;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.Severity;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MessageWriterTest {
  private static final String TOKEN = "0123abcd-4567-89ef-0123-456789abcdef@41058";

  private final Map<String, String> settings =
      new HashMap<>(Map.of("host", "log1", "hostName", "here"));

  /** An engine that is never started: nothing is sent. */
  private Engine engine() {
    return new Engine(
        new SenderName("none", "", "test"),
        "owner",
        SenderConfig.of(settings),
        status -> {},
        Platform.system());
  }

  private static void write(Engine engine, Consumer<MessageWriter> content) {
    begin(engine, content.andThen(MessageWriter::send));
  }

  private static void begin(Engine engine, Consumer<MessageWriter> content) {
    WriterPool pool = new WriterPool(() -> new MessageWriter(new WriterPool(() -> null), engine));
    try (MessageWriter message = pool.take().begin(Severity.ERROR, 0, 0, null)) {
      content.accept(message);
    }
  }

  private static long truncatedBy(Engine engine, Consumer<MessageWriter> content) {
    write(engine, content);
    assertThat(engine.measurements().statistics().accepted()).isEqualTo(1);
    return engine.measurements().statistics().truncated();
  }

  @Test
  void aMessageWithATruncatedIdCountsAsTruncatedOnce() {
    settings.put("maxMessageSize", "512");
    Consumer<MessageWriter> twoIds =
        message -> {
          message.element(TOKEN);
          message.element("x".repeat(27));
          message.text("t".repeat(1000));
        };
    assertThat(truncatedBy(engine(), twoIds)).isEqualTo(1);
    assertThat(truncatedBy(engine(), message -> message.element("x".repeat(27)))).isEqualTo(1);
  }

  @Test
  void anIdThatFitsIsNotTruncated() {
    assertThat(truncatedBy(engine(), message -> message.element("x".repeat(26)))).isZero();
    assertThat(truncatedBy(engine(), message -> message.element("x".repeat(26) + "@32473")))
        .isZero();
    settings.put("longSdIds", "true");
    assertThat(truncatedBy(engine(), message -> message.element(TOKEN))).isZero();
  }

  @Test
  void aMessageThatTheBufferRefusesIsNotTruncated() {
    settings.put("maxMessageSize", "512");
    Engine engine = engine();
    engine.admission().close();
    Consumer<MessageWriter> tooLong = message -> message.text("t".repeat(1000));
    write(engine, tooLong); // is discarded
    begin(engine, tooLong.andThen(MessageWriter::trySend)); // may be diverted
    assertThat(engine.measurements().statistics().truncated()).isZero();
    assertThat(engine.measurements().statistics().allDiscarded()).isEqualTo(1);
  }

  @Test
  void aValueWhoseToStringReturnsNullDoesNotLoseItsEvent() {
    Object mute =
        new Object() {
          @Override
          @SuppressWarnings("ToStringReturnsNull") // as applications do
          public String toString() {
            return null;
          }
        };

    assertThat(truncatedBy(engine(), message -> message.context("user", mute))).isZero();
  }

  @Test
  void theOlderFormatHasNoIdToTruncate() {
    settings.put("format", "rfc3164");
    assertThat(truncatedBy(engine(), message -> message.element(TOKEN))).isZero();
  }

  @Test
  void anEventMayLackAnyField() {
    settings.put("includeLogger", "true");
    settings.put("includeThread", "true");
    settings.put("mdcExcludes", "pin");
    Map<String, String> context = new HashMap<>();
    context.put(null, "value");
    context.put("name", null);
    Engine engine = engine();
    write(
        engine,
        message -> {
          message.context(context);
          message.origin(null, null);
          message.marker(null);
          message.element("app");
          message.param(null, null);
          message.param(null, "value");
        });
    assertThat(engine.measurements().statistics().accepted()).isEqualTo(1);
    assertThat(engine.measurements().statistics().allDiscarded()).isZero();
  }
}
