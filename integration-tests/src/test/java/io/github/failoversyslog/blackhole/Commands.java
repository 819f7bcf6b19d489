package io.github.failoversyslog.blackhole;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Programs of this machine that change its network. */
final class Commands {
  private Commands() {}

  /** Whether the program could be started and ended well. */
  static boolean works(String... command) {
    try {
      run(List.of(command));
      return true;
    } catch (UncheckedIOException | IllegalStateException e) {
      return false;
    }
  }

  /**
   * Returns what it printed.
   *
   * @throws IllegalStateException if it failed, with what it printed
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
