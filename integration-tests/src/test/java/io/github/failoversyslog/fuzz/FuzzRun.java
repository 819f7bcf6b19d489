package io.github.failoversyslog.fuzz;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.slf4j.event.Level;
import tlschannel.TlsChannel;

/**
 * A process in which Jazzer calls a target. {@code -Dfuzz.seconds} sets the duration and {@code
 * -Dfuzz.seed} repeats a search; findings, the log and the inputs that reached something new are
 * kept in {@code target/fuzz}.
 *
 * @param title of files and messages
 * @param target class with a method {@code fuzzerTestOneInput}
 * @param instrumented patterns of the classes whose coverage guides the search
 * @param longestInput in bytes
 * @param comparesGuide whether a comparison that nearly holds guides the search, too; with that a
 *     checksum can be found
 * @param jvmOptions more options of the process
 */
public record FuzzRun(
    String title,
    Class<?> target,
    String instrumented,
    int longestInput,
    boolean comparesGuide,
    List<String> jvmOptions) {
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 5);
  private static final int START_SECONDS = 180;
  private static final int SECONDS_FOR_AN_INPUT = 20;
  private static final int NEW_FOR_EACH_FIRST = 2;

  /**
   * The class path of the fuzzer: with a larger one, Jazzer needs over a gigabyte of memory and
   * much longer.
   */
  private static final List<Class<?>> NEEDED =
      List.of(
          FuzzRun.class,
          Engine.class,
          Rfc5424Parser.class,
          Jazzer.class,
          FuzzedDataProvider.class,
          Level.class,
          TlsChannel.class,
          NullMarked.class);

  /** What a search is to begin with, and repeat. */
  public static int seed() {
    return Integer.getInteger("fuzz.seed", ThreadLocalRandom.current().nextInt(1, 1 << 30));
  }

  /**
   * Searches.
   *
   * @param firstInputs folder; without any, Jazzer would begin with inputs of a few bytes
   * @throws AssertionError if an input breaks the target, or hardly any was tried
   */
  public void search(Path firstInputs, int seed) throws IOException, InterruptedException {
    System.out.println("FUZZ " + title + " for " + SECONDS + " s with -Dfuzz.seed=" + seed);
    Path folder = Files.createDirectories(Path.of("target", "fuzz", title));
    Path found = Files.createDirectories(folder.resolve("inputs"));
    Path log = folder.resolve("jazzer.log");
    long fewest = NEW_FOR_EACH_FIRST * filesIn(firstInputs);
    ProcessBuilder builder = new ProcessBuilder(command(folder, seed));
    builder.command().add(found.toString());
    builder.command().add(firstInputs.toString());
    builder.environment().put("CLASSPATH", classPath());
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      boolean ended = process.waitFor(START_SECONDS + SECONDS, TimeUnit.SECONDS);
      JazzerOutput output = new JazzerOutput(Files.readString(log, UTF_8));
      String end = output.end();
      assertThat(ended).as("Jazzer has ended, says %s", end).isTrue();
      assertThat(process.exitValue()).as("%s, -Dfuzz.seed=%d: %s", title, seed, end).isZero();
      System.out.println("FUZZ " + title + ": " + output.summary());
      assertThat(output.inputs()).as("inputs tried").isGreaterThan(fewest);
    } finally {
      process.destroyForcibly();
    }
  }

  private static long filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private List<String> command(Path folder, int seed) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:+EnableDynamicAgentLoading"); // JDK 21 and later would warn
    command.addAll(jvmOptions);
    command.add(Jazzer.class.getName());
    command.add("--target_class=" + target.getName());
    command.add("--instrumentation_includes=" + instrumented);
    command.add("--custom_hook_includes=" + instrumented);
    command.add("--reproducer_path=" + folder);
    command.add("-artifact_prefix=" + folder + "/");
    command.add("-max_len=" + longestInput);
    command.add("-rss_limit_mb=0"); // it would include the starting JVM; -Xmx is the limit
    command.add("-timeout=" + SECONDS_FOR_AN_INPUT);
    command.add("-use_value_profile=" + (comparesGuide ? 1 : 0));
    command.add("-max_total_time=" + SECONDS);
    command.add("-seed=" + seed);
    return command;
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
