package io.github.failoversyslog.it.application;

import io.github.failoversyslog.check.ServerCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The result of {@link ServerCheck} in a JVM of its own, for which {@code log1.example.net} to
 * {@code log3.example.net} and {@code hostile} are names of 127.0.0.1.
 *
 * @param lines that were printed
 */
public record CheckRun(int exitCode, List<String> lines, Duration duration) {
  private static final Duration LIMIT = Duration.ofSeconds(60); // limits only failing tests

  /** With this JAR alone. */
  public static CheckRun of(Path folder, List<String> arguments)
      throws IOException, InterruptedException {
    return of(folder, List.of(), arguments);
  }

  /**
   * @param ofTheJvm further options of the JVM
   */
  public static CheckRun of(Path folder, List<String> ofTheJvm, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java().toString()));
    command.addAll(options(folder));
    command.addAll(ofTheJvm);
    command.addAll(List.of("-jar", copyTo(folder).toString()));
    command.addAll(arguments);
    return run(new ProcessBuilder(command));
  }

  /** By a command for a shell, whose {@code ~} is the folder. */
  public static CheckRun shell(Path folder, String command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
    builder.environment().put("HOME", folder.toString());
    builder.environment().merge("PATH", java().getParent() + ":", (old, own) -> own + old);
    builder.environment().put("JDK_JAVA_OPTIONS", String.join(" ", options(folder)));
    return run(builder);
  }

  /** Copies the JAR, and returns the copy. */
  public static Path copyTo(Path folder) throws IOException {
    try {
      Path jar =
          Path.of(ServerCheck.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path copy = folder.resolve(jar.getFileName().toString());
      return Files.exists(copy) ? copy : Files.copy(jar, copy);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private static List<String> options(Path folder) throws IOException {
    return List.of(
        "-Xshare:auto",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx16m", // also of direct memory: whatever a server sends is not kept
        "-Djdk.net.hosts.file=" + hosts(folder));
  }

  private static CheckRun run(ProcessBuilder builder) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = builder.redirectErrorStream(true).start();
    process
        .onExit()
        .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly());
    try (BufferedReader printed = process.inputReader()) {
      List<String> lines =
          printed.lines().filter(line -> !line.startsWith("NOTE: Picked up JDK_JAVA")).toList();
      int exitCode = process.waitFor();
      return new CheckRun(exitCode, lines, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static Path hosts(Path folder) throws IOException {
    String hosts =
        """
        127.0.0.1 log1.example.net
        127.0.0.1 log2.example.net
        127.0.0.1 log3.example.net
        127.0.0.1 hostile
        """;
    return Files.writeString(folder.resolve("hosts"), hosts);
  }

  /** The marked text that was sent, as the last line has it. */
  public String mark() {
    return lines.get(lines.size() - 1).replaceFirst(".*\"(.*)\".*", "$1");
  }

  /** All that was printed. */
  public String text() {
    return String.join("\n", lines);
  }
}
