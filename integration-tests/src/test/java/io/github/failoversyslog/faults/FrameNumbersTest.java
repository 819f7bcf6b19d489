package io.github.failoversyslog.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameNumbersTest {
  private static final String HEADER = "<14>1 2024-01-01T00:00:00Z host app 1 - - ";

  private final FrameNumbers frames = new FrameNumbers();
  private final ByteBuffer input = ByteBuffer.allocate(10_000);
  private final List<Long> numbers = new ArrayList<>();

  @Test
  void findsTheNumberOfEveryFrame() {
    arrive(frame("event 7 xxx") + frame("event 3000000017"));
    assertThat(numbers).containsExactly(7L, 3_000_000_017L);
  }

  @Test
  void waitsForTheRestOfAFrameWhereverItIsCut() {
    String bytes = frame("event 12 xxx") + frame("event 13 xxx");
    for (int cut = 0; cut <= bytes.length(); cut++) {
      numbers.clear();
      arrive(bytes.substring(0, cut));
      arrive(bytes.substring(cut));
      assertThat(numbers).as("cut at " + cut).containsExactly(12L, 13L);
    }
  }

  @Test
  void passesOverMessagesWithoutANumber() {
    arrive(frame("5 events discarded between then and now") + frame("event ") + frame("event 4"));
    assertThat(numbers).containsExactly(4L);
  }

  @Test
  void saysOnceThatBytesAreNoFrame() {
    arrive(frame("event 1") + "0 <14>" + frame("event 2"));
    arrive(frame("event 3"));
    assertThat(numbers).containsExactly(1L, FrameNumbers.NO_FRAME);
  }

  private void arrive(String bytes) {
    frames.take(input.put(bytes.getBytes(US_ASCII)), numbers::add);
  }

  private static String frame(String text) {
    return (HEADER + text).length() + " " + HEADER + text;
  }
}
