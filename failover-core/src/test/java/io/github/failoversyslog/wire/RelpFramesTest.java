package io.github.failoversyslog.wire;

import static io.github.failoversyslog.wire.Frames.batchOf;
import static io.github.failoversyslog.wire.Frames.bytesOf;
import static io.github.failoversyslog.wire.Frames.written;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelpFramesTest {

  @Test
  void writesMessagesAsTransactions() {
    ByteBuffer batch = batchOf(100);
    assertThat(RelpFrames.appendSyslog(2, bytesOf("one"), batch)).isTrue();
    assertThat(RelpFrames.appendSyslog(999_999_999, bytesOf("größe\n"), batch)).isTrue();
    assertThat(written(batch)).isEqualTo("2 syslog 3 one\n999999999 syslog 8 größe\n\n");
  }

  @Test
  void consumesTheMessageFromItsPositionToItsLimit() {
    ByteBuffer message = bytesOf("<<one>>").position(2).limit(5);
    ByteBuffer batch = batchOf(100);
    RelpFrames.appendSyslog(7, message, batch);
    assertThat(written(batch)).isEqualTo("7 syslog 3 one\n");
    assertThat(message.hasRemaining()).isFalse();
  }

  @Test
  void leavesBothBuffersUnchangedIfTheFrameDoesNotFit() {
    int frameBytes = "99 syslog 10 xxxxxxxxxx\n".length();
    for (int room = 0; room < frameBytes; room++) {
      ByteBuffer message = bytesOf("<" + "x".repeat(10)).position(1);
      ByteBuffer batch = batchOf(4 + room).put(bytesOf("head"));
      assertThat(RelpFrames.appendSyslog(99, message, batch)).as("room %s", room).isFalse();
      assertThat(message.position()).isEqualTo(1);
      assertThat(message.remaining()).isEqualTo(10);
      assertThat(written(batch)).isEqualTo("head");
    }
    ByteBuffer batch = batchOf(frameBytes);
    assertThat(RelpFrames.appendSyslog(99, bytesOf("x".repeat(10)), batch)).isTrue();
    assertThat(batch.hasRemaining()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 10, 100_000, 1_000_000})
  void hasAtMostTheDeclaredOverhead(int messageBytes) {
    ByteBuffer batch = batchOf(messageBytes + RelpFrames.SYSLOG_OVERHEAD_BYTES);
    ByteBuffer message = ByteBuffer.allocate(messageBytes);
    assertThat(RelpFrames.appendSyslog(RelpFrames.MAX_TRANSACTION, message, batch)).isTrue();
    assertThat(RelpFrames.SYSLOG_OVERHEAD_BYTES)
        .isEqualTo("999999999 syslog 999999999 ".length() + 1);
  }

  @Test
  void offersOnlyTheSyslogCommand() {
    ByteBuffer batch = batchOf(100);
    RelpFrames.appendOpen(1, batch);
    assertThat(written(batch))
        .isEqualTo(
            "1 open 64 relp_version=0\nrelp_software=failover-syslog,1,-\ncommands=syslog\n");
  }

  @Test
  void closesASessionWithoutData() {
    ByteBuffer batch = batchOf(100);
    RelpFrames.appendClose(1234, batch);
    assertThat(written(batch)).isEqualTo("1234 close 0\n");
  }
}
