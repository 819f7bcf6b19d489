package io.github.failoversyslog.demo;

import java.util.Locale;

/** Prints the steps as they happen, with the time since the start. Thread-safe. */
final class DemoLog {
  private final long startNanos = System.nanoTime();

  DemoLog(String title) {
    System.out.println();
    System.out.println("== " + title);
  }

  /**
   * @param who observed or caused it
   */
  void print(String who, String what) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    System.out.printf(Locale.ROOT, "%6.2f s  %-10s %s%n", seconds, who, what);
  }
}
