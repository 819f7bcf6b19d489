package io.github.failoversyslog.bench;

import java.util.List;

/**
 * Duration of the measurements.
 *
 * @param rounds number of counted rounds; the entrants alternate
 * @param millis duration of one round of one entrant
 * @param processes number of processes per entrant, run one after the other with that many rounds
 *     each: the JIT compiler's result for the same code varies between processes by more than many
 *     entrants differ
 */
record Effort(int rounds, int millis, int processes) {
  private static final int WARM_UP = 5; // multiple of the round's duration

  /**
   * @param args may contain {@code rounds=}, {@code millis=} and {@code processes=}
   */
  static Effort of(List<String> args) {
    return new Effort(
        number(args, "rounds=", 5), number(args, "millis=", 1000), number(args, "processes=", 1));
  }

  /** Whether the argument is one of these settings. */
  static boolean isPartOf(String arg) {
    return arg.startsWith("rounds=") || arg.startsWith("millis=") || arg.startsWith("processes=");
  }

  private static int number(List<String> args, String prefix, int otherwise) {
    return args.stream()
        .filter(arg -> arg.startsWith(prefix))
        .map(arg -> Integer.parseInt(arg.substring(prefix.length())))
        .findFirst()
        .orElse(otherwise);
  }

  /** Warm-up before the first round of a process; by then most JIT compilation is done. */
  int warmUpMillis() {
    return WARM_UP * millis;
  }
}
