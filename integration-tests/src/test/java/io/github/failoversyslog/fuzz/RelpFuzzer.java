package io.github.failoversyslog.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.failoversyslog.wire.RelpParser;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a RELP server sends. For any bytes, in pieces of any size, the parser hands over the frames
 * that a grammar finds in them, and refuses the same bytes; a session throws nothing but what it is
 * said to throw, and releases no message that the server has not answered.
 *
 * <p>The first byte of an input is the size of the pieces.
 */
public final class RelpFuzzer {
  private static final long BYTES_AT_MOST = 64 * 1024;
  private static final long BYTES_FOR_A_PIECE = 200;
  private static final long BYTES_FOR_A_FRAME = 8192; // our own copies

  private RelpFuzzer() {}

  /** The method name required by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 2) {
      return;
    }
    byte[] stream = Arrays.copyOfRange(input, 1, input.length);
    int size = 1 + (input[0] & 0xFF);
    Read expected = Read.byGrammar(stream);
    Read inOnePiece = Read.byParser(stream, stream.length);
    Check.that(inOnePiece.frames.equals(expected.frames), "other frames than the grammar's");
    Check.that(
        inOnePiece.violation.isPresent() == expected.violation.isPresent(),
        "a violation is found by one only");
    Check.that(Read.byParser(stream, size).equals(inOnePiece), "other frames in pieces");
    Allocation allocation = new Allocation(); // all classes are loaded
    Check.that(Read.byParser(stream, 1).equals(inOnePiece), "other frames byte by byte");
    allocation.requireLessThan(
        BYTES_AT_MOST
            + stream.length * BYTES_FOR_A_PIECE
            + inOnePiece.frames.size() * BYTES_FOR_A_FRAME);
    RelpTalk.check(stream, size);
  }

  /** What was read of a stream: its frames, and why reading ended before the end. */
  private record Read(List<RelpFrame> frames, Optional<String> violation) {

    static Read byGrammar(byte[] stream) {
      List<RelpFrame> frames = new ArrayList<>();
      boolean wrong = !RelpFrame.readAll(new String(stream, ISO_8859_1), frames);
      return new Read(frames, wrong ? Optional.of("wrong") : Optional.empty());
    }

    static Read byParser(byte[] stream, int pieceSize) {
      List<RelpFrame> frames = new ArrayList<>();
      RelpParser parser = new RelpParser();
      try {
        for (int at = 0; at < stream.length; ) {
          int bytes = Math.min(pieceSize, stream.length - at);
          ByteBuffer piece = ByteBuffer.wrap(stream, at, bytes);
          parser.parse(
              piece,
              (transaction, command, data) ->
                  frames.add(
                      new RelpFrame(transaction, command, ISO_8859_1.decode(data).toString())));
          Check.that(!piece.hasRemaining(), "bytes are left without a violation");
          at += bytes;
        }
        return new Read(frames, Optional.empty());
      } catch (RelpParser.ViolationException e) {
        return new Read(frames, Optional.of(String.valueOf(e.getMessage())));
      }
    }
  }
}
