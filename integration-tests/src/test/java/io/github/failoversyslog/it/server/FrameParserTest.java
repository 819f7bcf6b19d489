package io.github.failoversyslog.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.config.FramingMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameParserTest {
  private final List<String> messages = new ArrayList<>();

  @Test
  void countsOctetsAndNotCharacters() {
    assertThat(parse(FramingMode.OCTET_COUNTING, "5 <1>ü3 <2>")).isEqualTo(12);
    assertThat(messages).containsExactly("<1>ü", "<2>");
  }

  @Test
  void doesNotConsumeAnIncompleteFrame() {
    String stream = "3 <1>4 <22>";
    for (int length = 0; length < stream.length(); length++) {
      messages.clear();
      assertThat(parse(FramingMode.OCTET_COUNTING, stream.substring(0, length)))
          .isEqualTo(length < 5 ? 0 : 5);
      assertThat(messages).hasSize(length < 5 ? 0 : 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"03 <1>", " <1>", "<1>", "x", "3\n<1>", "1234567890 <1>", "3  <1>"})
  void rejectsInvalidOctetCounting(String stream) {
    assertThatThrownBy(() -> parse(FramingMode.OCTET_COUNTING, stream))
        .isInstanceOf(FrameParser.FramingException.class);
  }

  @Test
  void passesOnTheMessagesBeforeAViolation() {
    assertThatThrownBy(() -> parse(FramingMode.OCTET_COUNTING, "3 <1>garbage"))
        .hasMessage("no length: \"garbage\"");
    assertThat(messages).containsExactly("<1>");
  }

  @Test
  void splitsNewlineFraming() {
    assertThat(parse(FramingMode.NEWLINE, "<1>a b\n<2>\n<3>c")).isEqualTo(11);
    assertThat(messages).containsExactly("<1>a b", "<2>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "<1>\n\n", "5 <1>a\n", " <1>\n"})
  void rejectsLinesThatAreNotMessages(String stream) {
    assertThatThrownBy(() -> parse(FramingMode.NEWLINE, stream))
        .isInstanceOf(FrameParser.FramingException.class);
  }

  private int parse(FramingMode framing, String stream) {
    byte[] bytes = stream.getBytes(UTF_8);
    return FrameParser.of(framing)
        .parse(
            bytes,
            0,
            bytes.length,
            (message, offset, length) -> messages.add(new String(message, offset, length, UTF_8)));
  }
}
