package io.github.failoversyslog.wire;

import static io.github.failoversyslog.wire.Frames.batchOf;
import static io.github.failoversyslog.wire.Frames.bytesOf;
import static io.github.failoversyslog.wire.Frames.written;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OctetCountingTest {
  private final Framing framing = new OctetCounting();

  @Test
  void writesTheLengthInBytesBeforeEveryMessage() {
    ByteBuffer batch = batchOf(100);
    assertThat(framing.append(bytesOf("one"), batch)).isTrue();
    assertThat(framing.append(bytesOf("größe\n"), batch)).isTrue();
    assertThat(written(batch)).isEqualTo("3 one8 größe\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 10, 11, 99, 100, 999, 1000, 65_536})
  void writesALengthWithoutLeadingZeros(int messageBytes) {
    String message = "x".repeat(messageBytes);
    ByteBuffer batch = batchOf(messageBytes + framing.overheadBytes());
    framing.append(bytesOf(message), batch);
    assertThat(written(batch)).isEqualTo(messageBytes + " " + message);
  }

  @Test
  void consumesTheMessageFromItsPositionToItsLimit() {
    ByteBuffer message = bytesOf("<<one>>").position(2).limit(5);
    ByteBuffer batch = batchOf(100);
    framing.append(message, batch);
    assertThat(written(batch)).isEqualTo("3 one");
    assertThat(message.hasRemaining()).isFalse();
  }

  @Test
  void leavesBothBuffersUnchangedIfTheFrameDoesNotFit() {
    String message = "x".repeat(10);
    for (int room = 0; room < 13; room++) {
      Frames.assertUnchangedByAppending(framing, message, room);
    }
    ByteBuffer batch = batchOf(13);
    assertThat(framing.append(bytesOf(message), batch)).isTrue();
    assertThat(batch.hasRemaining()).isFalse();
  }

  @Test
  void aFrameCutAtTheEndOfTheStreamShows() {
    assertThat(framing.cutFramesShow()).isTrue();
  }
}
