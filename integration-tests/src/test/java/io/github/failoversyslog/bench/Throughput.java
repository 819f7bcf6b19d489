package io.github.failoversyslog.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Events per second that arrive at a server that only counts, logged by one thread as fast as it
 * can.
 */
final class Throughput {
  private static final int ROUNDS = 5;
  private static final long LOGGING_NANOS = 2_000_000_000L;
  private static final long QUIET_NANOS = 2_000_000_000L;

  private final LongSupplier frames;

  /**
   * @param frames how many have arrived so far
   */
  Throughput(LongSupplier frames) {
    this.frames = frames;
  }

  /**
   * Interleaved rounds, the first of which is not counted.
   *
   * @return a table in Markdown
   */
  List<String> compare(List<Supplier<Contender>> makers, Map<String, String> comparedWith) {
    Map<String, double[]> rates = new LinkedHashMap<>();
    Map<String, Long> lost = new LinkedHashMap<>();
    for (int round = 0; round <= ROUNDS; round++) {
      for (Supplier<Contender> maker : makers) {
        try (Contender contender = maker.get()) {
          Run run = run(contender);
          if (round > 0) {
            rates.computeIfAbsent(contender.name(), name -> new double[ROUNDS])[round - 1] =
                run.eventsPerSecond;
            lost.merge(contender.name(), run.lost, Long::sum);
          }
          System.out.printf(
              Locale.ROOT,
              "round %d  %-45s %,12.0f events/s  lost %d%n",
              round,
              contender.name(),
              run.eventsPerSecond,
              run.lost);
        }
      }
    }
    return table(rates, lost, comparedWith);
  }

  private record Run(double eventsPerSecond, long lost) {}

  private Run run(Contender contender) {
    long before = frames.getAsLong();
    long start = System.nanoTime();
    int logged = 0;
    while (logged % 1024 != 0 || System.nanoTime() - start < LOGGING_NANOS) {
      contender.log(logged++);
    }
    long arrived = 0;
    long lastArrival = System.nanoTime();
    while (arrived < logged && System.nanoTime() - lastArrival < QUIET_NANOS) {
      long now = frames.getAsLong() - before;
      if (now > arrived) {
        arrived = now;
        lastArrival = System.nanoTime();
      }
    }
    return new Run(arrived * 1e9 / (lastArrival - start), logged - arrived);
  }

  private static List<String> table(
      Map<String, double[]> rates, Map<String, Long> lost, Map<String, String> comparedWith) {
    List<String> lines = new ArrayList<>();
    lines.add("| one thread | events/s, median of " + ROUNDS + " | least | most | lost | ratio |");
    lines.add("|---|---|---|---|---|---|");
    rates.forEach(
        (name, values) -> {
          double[] sorted = sorted(values);
          String ratio =
              comparedWith.containsKey(name)
                  ? String.format(
                      Locale.ROOT,
                      "%.2f x %s",
                      median(values) / median(rates.get(comparedWith.get(name))),
                      comparedWith.get(name))
                  : "";
          lines.add(
              String.format(
                  Locale.ROOT,
                  "| %s | %,.0f | %,.0f | %,.0f | %d | %s |",
                  name,
                  median(values),
                  sorted[0],
                  sorted[sorted.length - 1],
                  lost.get(name),
                  ratio));
        });
    return lines;
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  static double median(double[] values) {
    return sorted(values)[values.length / 2];
  }
}
