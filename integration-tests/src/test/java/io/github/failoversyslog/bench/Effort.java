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
 * @param outageSeconds how long there is no server where a backlog is measured
 */
record Effort(int rounds, int millis, int processes, int outageSeconds) {
  private static final List<String> SETTINGS =
      List.of("rounds=", "millis=", "processes=", "outage=");
  private static final int WARM_UP = 5; // multiple of the round's duration

  /**
   * @param args may contain {@code rounds=}, {@code millis=}, {@code processes=} and {@code
   *     outage=}
   */
  static Effort of(List<String> args) {
    return new Effort(
        number(args, "rounds=", 5),
        number(args, "millis=", 1000),
        number(args, "processes=", 1),
        number(args, "outage=", 60));
  }

  /** Whether the argument is one of these settings. */
  static boolean isPartOf(String arg) {
    return SETTINGS.stream().anyMatch(arg::startsWith);
  }

  private static int number(List<String> args, String prefix, int otherwise) {
    return args.stream()
        .filter(arg -> arg.startsWith(prefix))
        .map(arg -> Integer.parseInt(arg.substring(prefix.length())))
        .findFirst()
        .orElse(otherwise);
  }

  int outageMillis() {
    return 1_000 * outageSeconds;
  }

  /** Warm-up before the first round of a process; by then most JIT compilation is done. */
  int warmUpMillis() {
    return WARM_UP * millis;
  }
}
