package io.github.failoversyslog.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Has Jazzer look for an event that breaks the encoder, by which branches of it were taken. {@code
 * -Dfuzz.seconds} is for how long and {@code -Dfuzz.seed} repeats a search; what it finds stays in
 * {@code target/fuzz}.
 */
class EncoderFuzzIT {
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 5);
  private static final int START_SECONDS = 180;
  private static final String ENCODER = "io.github.failoversyslog.wire.**";
  private static final String FOUND = "== Java Exception";
  private static final String FOUND_NOTHING = "Done ";

  @Test
  void noInputBreaksTheEncoder() throws IOException, InterruptedException {
    int seed = Integer.getInteger("fuzz.seed", ThreadLocalRandom.current().nextInt(1, 1 << 30));
    System.out.println("FUZZ encoder for " + SECONDS + " s with -Dfuzz.seed=" + seed);
    Path folder = Files.createDirectories(Path.of("target", "fuzz"));
    Path log = folder.resolve("jazzer.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:+EnableDynamicAgentLoading", // says on JDK 21 and later that this is meant
            Jazzer.class.getName(),
            "--target_class=" + EncoderFuzzer.class.getName(),
            "--instrumentation_includes=" + ENCODER,
            "--custom_hook_includes=" + ENCODER,
            "--reproducer_path=" + folder,
            "-artifact_prefix=" + folder + "/",
            "-max_len=4096",
            "-len_control=0",
            "-max_total_time=" + SECONDS,
            "-seed=" + seed);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      boolean ended = process.waitFor(START_SECONDS + SECONDS, TimeUnit.SECONDS);
      String output = new String(Files.readAllBytes(log), UTF_8);
      String end = output.substring(Math.max(0, output.lastIndexOf(FOUND)));
      assertThat(ended).as("Jazzer has ended, says %s", end).isTrue();
      assertThat(process.exitValue()).as("-Dfuzz.seed=%d: %s", seed, end).isZero();
      assertThat(output).contains(FOUND_NOTHING);
      System.out.println(
          "FUZZ " + output.substring(output.lastIndexOf(FOUND_NOTHING)).lines().findFirst().get());
    } finally {
      process.destroyForcibly();
    }
  }
}
