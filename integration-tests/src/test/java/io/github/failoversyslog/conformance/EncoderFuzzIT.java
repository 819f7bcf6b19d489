package io.github.failoversyslog.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.failoversyslog.fuzz.FuzzRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches for an event that breaks the encoder. */
@Tag("full")
class EncoderFuzzIT {
  private static final int FIRST_INPUTS = 50;
  private static final int LONGEST_INPUT = 3000; // a little more than a message may have
  private static final String ENCODER = "io.github.failoversyslog.wire.**";

  @TempDir Path firstInputs;

  @Test
  void noInputBreaksTheEncoder() throws IOException, InterruptedException {
    int seed = FuzzRun.seed();
    writeFirstInputs(new Random(seed));
    new FuzzRun("encoder", EncoderFuzzer.class, ENCODER, LONGEST_INPUT, true, List.of())
        .search(firstInputs, seed);
  }

  /** Seeds of the corpus; without them Jazzer would begin with inputs of a few bytes. */
  private void writeFirstInputs(Random random) throws IOException {
    RandomTexts texts = new RandomTexts(random);
    for (int i = 0; i < FIRST_INPUTS; i++) {
      String input = Stream.generate(texts::any).limit(4).collect(Collectors.joining("\\"));
      byte[] bytes = input.getBytes(UTF_8);
      Files.write(
          firstInputs.resolve("input" + i),
          Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST_INPUT)));
    }
  }
}
