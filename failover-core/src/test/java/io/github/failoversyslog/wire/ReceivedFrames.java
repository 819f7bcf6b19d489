package io.github.failoversyslog.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A parser and its results: frames as text, and the violation that ended it, if any. */
final class ReceivedFrames {
  final List<String> frames = new ArrayList<>();
  String violation = "";
  private final RelpParser parser = new RelpParser();

  /** The results for a stream in one piece. */
  static ReceivedFrames ofWhole(byte[] stream) {
    ReceivedFrames received = new ReceivedFrames();
    received.receive(stream, 0, stream.length);
    return received;
  }

  static ReceivedFrames ofWhole(String stream) {
    return ofWhole(stream.getBytes(ISO_8859_1));
  }

  /** Every character is one byte. */
  ReceivedFrames receive(String piece) {
    receive(piece.getBytes(ISO_8859_1), 0, piece.length());
    return this;
  }

  void receive(byte[] bytes, int from, int to) {
    if (!violation.isEmpty()) {
      return;
    }
    ByteBuffer piece = ByteBuffer.wrap(bytes, from, to - from);
    try {
      parser.parse(piece, this::frame);
    } catch (RelpParser.ViolationException e) {
      violation = e.getMessage();
      return;
    }
    if (piece.hasRemaining()) {
      throw new AssertionError(piece.remaining() + " bytes were left");
    }
  }

  private void frame(int transaction, String command, ByteBuffer data) {
    if (data.remaining() > RelpParser.MAX_KEPT_BYTES) {
      throw new AssertionError(data.remaining() + " bytes of data were kept");
    }
    frames.add(transaction + " " + command + " " + ISO_8859_1.decode(data));
  }
}
