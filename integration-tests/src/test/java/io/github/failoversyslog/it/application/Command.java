package io.github.failoversyslog.it.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs a program that has to end by itself and without a failure. */
public final class Command {
  private static final long LIMIT_SECONDS = 120; // limits only failing tests

  private Command() {}

  /**
   * Returns what it printed on standard output, and on standard error if that is redirected.
   *
   * @throws IllegalStateException if it failed, or did not end in time, with its output
   */
  public static String run(ProcessBuilder command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("output", ".txt");
    try {
      Process process = command.redirectOutput(output.toFile()).start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      String printed = Files.readString(output, UTF_8);
      if (!ended || process.exitValue() != 0) {
        String result = ended ? "exit status " + process.exitValue() : "no end in time";
        throw new IllegalStateException(
            String.join(" ", command.command()) + ": " + result + "\n" + printed);
      }
      return printed;
    } finally {
      Files.delete(output);
    }
  }

  /** As {@link #run(ProcessBuilder)}; both outputs. */
  public static String run(String... command) throws IOException, InterruptedException {
    return run(new ProcessBuilder(command).redirectErrorStream(true));
  }
}
