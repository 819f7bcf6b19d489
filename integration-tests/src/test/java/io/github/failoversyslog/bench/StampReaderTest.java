package io.github.failoversyslog.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StampReaderTest {
  private static List<Long> readInPieces(String stream, int pieceBytes) {
    List<Long> stamps = new ArrayList<>();
    StampReader reader = new StampReader(stamps::add);
    for (int at = 0; at < stream.length(); at += pieceBytes) {
      String piece = stream.substring(at, Math.min(stream.length(), at + pieceBytes));
      reader.read(piece.getBytes(US_ASCII), piece.length());
    }
    return stamps;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 100})
  void stampsAreFoundInEveryFraming(int pieceBytes) {
    assertThat(readInPieces("9 <14>1 ~12~11 <14>1 ~345~\n{\"message\":\"at ~6~.\"}\n", pieceBytes))
        .containsExactly(12L, 345L, 6L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 100})
  void readingMayBeginInsideAStamp(int pieceBytes) {
    assertThat(readInPieces("45~. Weight 1200 grams at ~67~.", pieceBytes)).containsExactly(67L);
  }

  @Test
  void digitsBetweenStampsAreNone() {
    assertThat(readInPieces("~12~34~56~", 100)).containsExactly(12L, 56L);
  }

  @Test
  void theStampOfAMessageIsTheTimeOfItsCall() {
    long before = System.nanoTime();
    List<Long> stamps = readInPieces(Stamp.text(7), 100);
    assertThat(stamps).singleElement().satisfies(at -> assertThat(at - before).isNotNegative());
    assertThat(System.nanoTime() - stamps.get(0)).isNotNegative();
  }
}
