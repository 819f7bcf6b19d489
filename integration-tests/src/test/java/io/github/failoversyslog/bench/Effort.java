package io.github.failoversyslog.bench;

import java.util.List;

/**
 * How much time measurements take.
 *
 * @param rounds that count, in which the entrants take turns
 * @param millis of a round of one entrant
 * @param processes one after the other for each entrant, each with that many rounds: what the JIT
 *     compiler makes of the same code differs between processes by more than many entrants do
 */
record Effort(int rounds, int millis, int processes) {
  private static final int WARM_UP = 5; // times a round

  /**
   * @param args {@code rounds=}, {@code millis=} and {@code processes=} among others
   */
  static Effort of(List<String> args) {
    return new Effort(
        number(args, "rounds=", 5), number(args, "millis=", 1000), number(args, "processes=", 1));
  }

  /** Whether the argument is one of these. */
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

  /** Before the first round of a process: what the JIT compiler has done by then is most of it. */
  int warmUpMillis() {
    return WARM_UP * millis;
  }
}
