package io.github.failoversyslog.wire;

import static io.github.failoversyslog.wire.Frames.batchOf;
import static io.github.failoversyslog.wire.Frames.bytesOf;
import static io.github.failoversyslog.wire.Frames.written;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SingleDatagramTest {
  private final Framing framing = new SingleDatagram();

  @Test
  void containsExactlyOneMessageWithoutFraming() {
    ByteBuffer batch = batchOf(100);
    assertThat(framing.append(bytesOf("one"), batch)).isTrue();
    ByteBuffer second = bytesOf("two");
    assertThat(framing.append(second, batch)).isFalse();
    assertThat(written(batch)).isEqualTo("one");
    assertThat(second.remaining()).isEqualTo(3);
    assertThat(framing.overheadBytes()).isZero();
    assertThat(framing.cutFramesShow()).isTrue();
  }

  @Test
  void holdsAMessageThatFitsExactly() {
    assertThat(framing.append(bytesOf("four"), batchOf(3))).isFalse();
    ByteBuffer batch = batchOf(4);
    assertThat(framing.append(bytesOf("four"), batch)).isTrue();
    assertThat(written(batch)).isEqualTo("four");
  }
}
