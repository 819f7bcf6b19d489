package io.github.failoversyslog.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.MessageFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTimeTest {
  private static final Instant NOW = Instant.parse("2026-03-09T07:05:02Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin"); // an hour before UTC

  private static Optional<Instant> timeOf(MessageFormat format, String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, MessageTime.BYTES);
    return new MessageTime(format, BERLIN).of(bytes, length, NOW);
  }

  @Test
  void isThatOfAnEncodedMessage() {
    EncoderStory story = new EncoderStory();
    String message = story.message(encoder -> encoder.text("hello"));
    assertThat(timeOf(MessageFormat.RFC5424, message))
        .hasValue(Instant.parse("2026-03-09T07:05:01.000123Z"));
  }

  @Test
  void isThatOfAnEncodedMessageInTheOlderFormatToTheSecond() {
    EncoderStory story = new EncoderStory();
    story.format(MessageFormat.RFC3164);
    String message = story.message(encoder -> encoder.text("hello"));
    assertThat(timeOf(MessageFormat.RFC3164, message)).isPresent();
    assertThat(timeOf(MessageFormat.RFC3164, "<14>Mar  9 08:05:01 log1 shop: hello"))
        .hasValue(Instant.parse("2026-03-09T07:05:01Z"));
  }

  @Test
  void ofTheOlderFormatIsInTheLastYearIfItWouldBeInTheFuture() {
    assertThat(timeOf(MessageFormat.RFC3164, "<14>Dec 31 23:59:59 log1 shop: hello"))
        .hasValue(Instant.parse("2025-12-31T22:59:59Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<14>", "<14>1 ", "<14>1 - log1", "<14>1 2026-03-09", "Mar  9", "\0"})
  void isMissingInAnythingElse(String message) {
    assertThat(timeOf(MessageFormat.RFC5424, message)).isEmpty();
    assertThat(timeOf(MessageFormat.RFC3164, message)).isEmpty();
  }
}
