package io.github.failoversyslog.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** For any input, in pieces of any size: the same frames, the same violation, bounded memory. */
class RelpParserPropertyTest {

  private record Frame(int transaction, String command, String data) {
    String onTheWire() {
      return transaction
          + " "
          + command
          + " "
          + data.length()
          + (data.isEmpty() ? "" : " " + data)
          + "\n";
    }

    @Override
    public String toString() {
      int kept = Math.min(data.length(), RelpParser.MAX_KEPT_BYTES);
      return transaction + " " + command + " " + data.substring(0, kept);
    }
  }

  @Property
  void readsEveryValidFrame(@ForAll("frames") List<Frame> frames) {
    StringBuilder stream = new StringBuilder();
    frames.forEach(frame -> stream.append(frame.onTheWire()));
    ReceivedFrames received = ReceivedFrames.ofWhole(stream.toString());
    assertThat(received.violation).isEmpty();
    assertThat(received.frames).isEqualTo(frames.stream().map(Frame::toString).toList());
  }

  @Property
  void isIndependentOfHowTheStreamIsSplit(
      @ForAll("streams") byte[] stream, @ForAll("pieces") List<Integer> pieces) {
    ReceivedFrames whole = ReceivedFrames.ofWhole(stream);
    ReceivedFrames inPieces = new ReceivedFrames();
    int from = 0;
    for (int i = 0; from < stream.length; i++) {
      int to = Math.min(stream.length, from + pieces.get(i % pieces.size()));
      inPieces.receive(stream, from, to);
      from = to;
    }
    assertThat(inPieces.frames).isEqualTo(whole.frames);
    assertThat(inPieces.violation).isEqualTo(whole.violation);
  }

  @Provide
  Arbitrary<List<Frame>> frames() {
    Arbitrary<String> data =
        Arbitraries.strings().withCharRange('\0', '\u00FF').ofMinLength(0).ofMaxLength(2000);
    return Combinators.combine(
            Arbitraries.integers().between(0, RelpFrames.MAX_TRANSACTION),
            Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just("rsp")),
                Tuple.of(1, Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(32))),
            data)
        .as(Frame::new)
        .list()
        .ofMaxSize(10);
  }

  /** Frames, frames with a changed byte, and garbage that may look like frames. */
  @Provide
  Arbitrary<byte[]> streams() {
    Arbitrary<String> good =
        frames().map(frames -> String.join("", frames.stream().map(Frame::onTheWire).toList()));
    Arbitrary<String> damaged =
        Combinators.combine(
                good,
                Arbitraries.integers().greaterOrEqual(0),
                Arbitraries.chars().range('\0', '~'))
            .as(
                (stream, at, character) -> {
                  StringBuilder bytes = new StringBuilder(stream + "1 rsp 1 x\n");
                  bytes.setCharAt(at % bytes.length(), character);
                  return bytes.toString();
                });
    Arbitrary<String> likeFrames =
        Arbitraries.strings().withChars("0123456789 rsp\n").ofMaxLength(60);
    Arbitrary<String> likeNothing =
        Arbitraries.strings().withCharRange('\0', '\u00FF').ofMaxLength(60);
    return Arbitraries.oneOf(good, damaged, likeFrames, likeNothing)
        .map(stream -> stream.getBytes(ISO_8859_1));
  }

  /** The sizes of the pieces, used repeatedly. */
  @Provide
  Arbitrary<List<Integer>> pieces() {
    return Arbitraries.oneOf(
        Arbitraries.just(List.of(1)),
        Arbitraries.integers().between(1, 40).list().ofMinSize(1).ofMaxSize(10));
  }
}
