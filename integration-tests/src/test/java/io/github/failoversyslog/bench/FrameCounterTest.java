package io.github.failoversyslog.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCounterTest {
  private static long countInPieces(String stream, int pieceBytes) {
    FrameCounter counter = new FrameCounter();
    long frames = 0;
    for (int at = 0; at < stream.length(); at += pieceBytes) {
      String piece = stream.substring(at, Math.min(stream.length(), at + pieceBytes));
      frames += counter.framesEndingIn(piece.getBytes(US_ASCII), piece.length());
    }
    return frames;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 100})
  void framesWithOctetCountingMayContainDigitsAndLineFeeds(int pieceBytes) {
    assertThat(countInPieces("5 <1>1 12 <1>1 12 34\n!3 <7>", pieceBytes)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 100})
  void anIncompleteFrameIsNotCounted(int pieceBytes) {
    assertThat(countInPieces("5 <1>1 12 <1>1", pieceBytes)).isEqualTo(1);
    assertThat(countInPieces("<1>1 one\n<1>1 tw", pieceBytes)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 100})
  void framesWithoutALengthAreCountedByLines(int pieceBytes) {
    assertThat(countInPieces("<14>1 one\n{\"two\":2}\n", pieceBytes)).isEqualTo(2);
  }

  @Test
  void framesOfTheReadyFramesContenderAreCounted() {
    byte[] frame = ReadyFramesContender.frame("12\n34");
    FrameCounter counter = new FrameCounter();
    assertThat(counter.framesEndingIn(frame, frame.length)).isEqualTo(1);
    assertThat(counter.framesEndingIn(frame, frame.length)).isEqualTo(1);
  }
}
