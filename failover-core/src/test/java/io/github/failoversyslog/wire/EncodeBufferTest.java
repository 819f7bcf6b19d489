package io.github.failoversyslog.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodeBufferTest {
  private static final int MOST = 100_000;

  private final EncodeBuffer buffer = new EncodeBuffer(MOST);

  private void append(String text) {
    buffer.append(text.getBytes(US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1021, 1022, 1023, 2046, 2047, 5000, MOST - 2})
  void takesAnyNumberOfBytesAtOnce(int count) {
    String text = "x".repeat(count - 1) + "y";
    append("<<");
    append(text);

    assertThat(EncoderStory.textOf(buffer)).isEqualTo("<<" + text);
    assertThat(buffer.isTruncated()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1024, 1025, 3000})
  void growsByMoreThanItsLength(int count) {
    append("x".repeat(1000));
    append("y".repeat(4000));
    append("z".repeat(count));

    assertThat(EncoderStory.textOf(buffer))
        .isEqualTo("x".repeat(1000) + "y".repeat(4000) + "z".repeat(count));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, MOST})
  void leavesOutWhatWouldExceedItsLimit(int count) {
    append("x".repeat(MOST - count + 1));
    append("y".repeat(count));

    assertThat(EncoderStory.textOf(buffer)).isEqualTo("x".repeat(MOST - count + 1));
    assertThat(buffer.isTruncated()).isTrue();
  }
}
