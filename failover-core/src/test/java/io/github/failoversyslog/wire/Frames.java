package io.github.failoversyslog.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Buffers with text. */
final class Frames {
  private Frames() {}

  static ByteBuffer bytesOf(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  static ByteBuffer batchOf(int bytes) {
    return ByteBuffer.allocate(bytes);
  }

  /** The content of the batch so far. */
  static String written(ByteBuffer batch) {
    return StandardCharsets.UTF_8.decode(batch.duplicate().flip()).toString();
  }

  /**
   * Asserts that a message that does not fit leaves both buffers unchanged. The batch has room for
   * this many bytes after its current content.
   */
  static void assertUnchangedByAppending(Framing framing, String message, int room) {
    ByteBuffer batch = batchOf(4 + room).put(bytesOf("head"));
    ByteBuffer bytes = bytesOf("<" + message).position(1);
    assertThat(framing.append(bytes, batch)).as("room for %s bytes", room).isFalse();
    assertThat(bytes.position()).isEqualTo(1);
    assertThat(bytes.remaining()).isEqualTo(message.length());
    assertThat(written(batch)).isEqualTo("head");
    assertThat(batch).as("the rest").isEqualTo(batchOf(room));
  }
}
