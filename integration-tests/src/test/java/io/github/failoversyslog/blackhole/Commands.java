package io.github.failoversyslog.blackhole;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Runs programs that change this machine's network configuration. */
final class Commands {
  private Commands() {}

  /** Returns whether the program could be started and exited with status 0. */
  static boolean works(String... command) {
    try {
      run(List.of(command));
      return true;
    } catch (UncheckedIOException | IllegalStateException e) {
      return false;
    }
  }

  /**
   * Returns the output of the program.
   *
   * @throws IllegalStateException if it failed, with its output
   */
  static String run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
