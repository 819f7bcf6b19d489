package io.github.failoversyslog.it.application;

import io.github.failoversyslog.config.SenderConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import tlschannel.TlsChannel;

/**
 * The result of {@code java -jar failover-syslog-core.jar} in a JVM of its own, for which {@code
 * log1.example.net} to {@code log3.example.net} are names of 127.0.0.1.
 *
 * @param lines that were printed
 */
public record CheckRun(int exitCode, List<String> lines, Duration duration) {
  private static final Duration LIMIT = Duration.ofSeconds(60); // limits only failing tests

  /** With the JARs of its dependencies beside it. */
  public static CheckRun of(Path folder, List<String> arguments)
      throws IOException, InterruptedException {
    copy(TlsChannel.class, folder);
    copy(NullMarked.class, folder);
    return alone(folder, arguments);
  }

  /** With this JAR alone. */
  public static CheckRun alone(Path folder, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Djdk.net.hosts.file=" + hosts(folder));
    command.addAll(List.of("-jar", copy(SenderConfig.class, folder).toString()));
    command.addAll(arguments);
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process
        .onExit()
        .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly());
    try (BufferedReader printed = process.inputReader()) {
      List<String> lines = printed.lines().toList();
      int exitCode = process.waitFor();
      return new CheckRun(exitCode, lines, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static Path hosts(Path folder) throws IOException {
    String hosts =
        "127.0.0.1 log1.example.net\n127.0.0.1 log2.example.net\n127.0.0.1 log3.example.net\n";
    return Files.writeString(folder.resolve("hosts"), hosts);
  }

  private static Path copy(Class<?> type, Path folder) throws IOException {
    try {
      Path jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path copy = folder.resolve(jar.getFileName().toString());
      return Files.exists(copy) ? copy : Files.copy(jar, copy);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
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
