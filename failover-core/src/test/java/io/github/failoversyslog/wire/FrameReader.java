package io.github.failoversyslog.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Splits streams into messages as defined by the RFCs, and throws if that is not possible. */
final class FrameReader {
  private FrameReader() {}

  /** {@code MSG-LEN SP SYSLOG-MSG}, repeated to the end. */
  static List<byte[]> octetCounted(byte[] stream) {
    List<byte[]> messages = new ArrayList<>();
    int at = 0;
    while (at < stream.length) {
      if (stream[at] < '1' || stream[at] > '9') {
        throw new IllegalArgumentException("a frame begins with byte " + stream[at]);
      }
      int length = 0;
      for (; stream[at] != ' '; at++) {
        length = length * 10 + Character.digit(stream[at], 10);
      }
      messages.add(Arrays.copyOfRange(stream, at + 1, at + 1 + length));
      at += 1 + length;
    }
    if (at != stream.length) {
      throw new IllegalArgumentException("the last frame is shorter than it says");
    }
    return messages;
  }

  /** {@code SYSLOG-MSG LF}, repeated to the end. */
  static List<byte[]> lines(byte[] stream) {
    List<byte[]> messages = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < stream.length; i++) {
      if (stream[i] == '\n') {
        messages.add(Arrays.copyOfRange(stream, start, i));
        start = i + 1;
      }
    }
    if (start != stream.length) {
      throw new IllegalArgumentException("the last line has no end");
    }
    return messages;
  }
}
