package io.github.failoversyslog.it.application;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The result of running a {@link ShortProgram} in a separate JVM.
 *
 * @param console the printed lines, except the program's own
 * @param ending from the return of {@code main} to the end of the process
 */
public record ProgramRun(int exitCode, List<String> console, Duration ending) {
  private static final Duration LIMIT = Duration.ofSeconds(60); // limits only failing tests

  public static ProgramRun of(Framework framework, URI configuration, int events)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-D" + framework.configurationProperty() + "=" + configuration,
            ShortProgram.class.getName(),
            framework.name(),
            Integer.toString(events));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.redirectErrorStream(true).start();
    process
        .onExit()
        .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(late -> kill(process));
    try (BufferedReader lines = process.inputReader()) {
      List<String> console = new ArrayList<>();
      long returned = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(ShortProgram.RETURNS)) {
          returned = System.nanoTime();
        } else {
          console.add(line);
        }
      }
      int exitCode = process.waitFor();
      return new ProgramRun(exitCode, console, Duration.ofNanos(System.nanoTime() - returned));
    }
  }

  private static Process kill(Process process) {
    return process.destroyForcibly();
  }
}
