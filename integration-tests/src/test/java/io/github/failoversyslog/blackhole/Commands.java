package io.github.failoversyslog.blackhole;

import io.github.failoversyslog.it.application.Command;
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
      return Command.run(command.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
