package io.github.failoversyslog.wire;

import static io.github.failoversyslog.wire.Frames.batchOf;
import static io.github.failoversyslog.wire.Frames.bytesOf;
import static io.github.failoversyslog.wire.Frames.written;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class LineDelimitedTest {
  private final Framing framing = new LineDelimited();

  @Test
  void writesALineFeedAfterEveryMessage() {
    ByteBuffer batch = batchOf(100);
    ByteBuffer message = bytesOf("one");
    assertThat(framing.append(message, batch)).isTrue();
    assertThat(framing.append(bytesOf("größe"), batch)).isTrue();
    assertThat(written(batch)).isEqualTo("one\ngröße\n");
    assertThat(message.hasRemaining()).isFalse();
  }

  @Test
  void leavesBothBuffersUnchangedIfTheFrameDoesNotFit() {
    String message = "x".repeat(10);
    for (int room = 0; room < 11; room++) {
      Frames.assertUnchangedByAppending(framing, message, room);
    }
    ByteBuffer batch = batchOf(10 + framing.overheadBytes());
    assertThat(framing.append(bytesOf(message), batch)).isTrue();
    assertThat(batch.hasRemaining()).isFalse();
  }

  @Test
  void aFrameCutAtTheEndOfTheStreamIsTakenForAWholeOne() {
    assertThat(framing.cutFramesShow()).isFalse();
  }
}
