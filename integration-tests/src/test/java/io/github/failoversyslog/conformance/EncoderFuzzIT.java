package io.github.failoversyslog.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.failoversyslog.engine.Engine;
import io.github.failoversyslog.wire.Rfc5424Parser;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;
import tlschannel.TlsChannel;

/**
 * Has Jazzer search for an event that breaks the encoder, guided by branch coverage. {@code
 * -Dfuzz.seconds} sets the duration and {@code -Dfuzz.seed} repeats a search; findings are kept in
 * {@code target/fuzz}.
 */
@Tag("full")
class EncoderFuzzIT {
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 5);
  private static final int START_SECONDS = 180;
  private static final int FIRST_INPUTS = 50;
  private static final int LONGEST_INPUT = 3000; // a little more than a message may have
  private static final String ENCODER = "io.github.failoversyslog.wire.**";
  private static final String FOUND_NOTHING = "Done ";

  /**
   * The class path of the fuzzer: with a larger one, Jazzer needs over a gigabyte of memory and
   * much longer.
   */
  private static final List<Class<?>> NEEDED =
      List.of(
          EncoderFuzzer.class,
          Engine.class,
          Rfc5424Parser.class,
          Jazzer.class,
          FuzzedDataProvider.class,
          Level.class,
          TlsChannel.class,
          NullMarked.class);

  @TempDir Path firstInputs;

  @Test
  void noInputBreaksTheEncoder() throws IOException, InterruptedException {
    int seed = Integer.getInteger("fuzz.seed", ThreadLocalRandom.current().nextInt(1, 1 << 30));
    System.out.println("FUZZ encoder for " + SECONDS + " s with -Dfuzz.seed=" + seed);
    writeFirstInputs(new Random(seed));
    Path folder = Files.createDirectories(Path.of("target", "fuzz"));
    Path log = folder.resolve("jazzer.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:+EnableDynamicAgentLoading", // JDK 21 and later would warn
            Jazzer.class.getName(),
            "--target_class=" + EncoderFuzzer.class.getName(),
            "--instrumentation_includes=" + ENCODER,
            "--custom_hook_includes=" + ENCODER,
            "--reproducer_path=" + folder,
            "-artifact_prefix=" + folder + "/",
            "-max_len=" + LONGEST_INPUT,
            "-rss_limit_mb=0", // it would include the starting JVM; -Xmx is the limit
            "-use_value_profile=1",
            "-max_total_time=" + SECONDS,
            "-seed=" + seed,
            firstInputs.toString());
    builder.environment().put("CLASSPATH", classPath());
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      boolean ended = process.waitFor(START_SECONDS + SECONDS, TimeUnit.SECONDS);
      String output = Files.readString(log, UTF_8);
      String end = output.substring(Math.max(0, output.lastIndexOf("\n== ")));
      assertThat(ended).as("Jazzer has ended, says %s", end).isTrue();
      assertThat(process.exitValue()).as("-Dfuzz.seed=%d: %s", seed, end).isZero();
      assertThat(output).contains(FOUND_NOTHING);
      System.out.println(
          "FUZZ " + output.substring(output.lastIndexOf(FOUND_NOTHING)).lines().findFirst().get());
    } finally {
      process.destroyForcibly();
    }
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

  private static String classPath() {
    return NEEDED.stream()
        .map(needed -> Path.of(URI.create(locationOf(needed))).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String locationOf(Class<?> needed) {
    return needed.getProtectionDomain().getCodeSource().getLocation().toString();
  }
}
