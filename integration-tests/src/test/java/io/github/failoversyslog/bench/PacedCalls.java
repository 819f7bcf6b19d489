package io.github.failoversyslog.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures the duration of log calls at a steady rate, and the CPU time per event. Every entrant is
 * a separate process; they alternate.
 */
final class PacedCalls {
  private static final int EVENTS_PER_SECOND = 20_000;
  private static final int TIMES_A_ROUND = 2; // p99.9 needs more than a second's calls

  private final Effort effort;

  PacedCalls(Effort effort) {
    this.effort = effort;
  }

  /** Results of the rounds of one entrant. */
  private static final class LatencyFigures {
    final Samples p50 = new Samples();
    final Samples p99 = new Samples();
    final Samples p999 = new Samples();
    final Samples cpuNanos = new Samples();

    void add(SenderProcess.CallTimes times, long cpu) {
      p50.add(times.p50());
      p99.add(times.p99());
      p999.add(times.p999());
      cpuNanos.add((double) cpu / times.calls());
    }
  }

  /** Returns a Markdown table. */
  List<String> compare(List<Entrant> entrants) throws InterruptedException {
    List<SenderProcess> senders = entrants.stream().map(SenderProcess::start).toList();
    Map<Entrant, LatencyFigures> figures = new EnumMap<>(Entrant.class);
    try {
      senders.forEach(
          sender ->
              sender.log(Load.ofEvents(1, effort.warmUpMillis()))); // too slow at the steady rate
      for (int round = 0; round <= effort.rounds(); round++) {
        for (SenderProcess sender : senders) {
          LatencyFigures latency =
              figures.computeIfAbsent(sender.entrant(), key -> new LatencyFigures());
          round(sender, round, latency);
        }
      }
    } finally {
      senders.forEach(SenderProcess::close);
    }
    return table(figures);
  }

  private void round(SenderProcess sender, int number, LatencyFigures figures)
      throws InterruptedException {
    long cpuBefore = sender.cpuNanos();
    SenderProcess.CallTimes times =
        sender.pace(EVENTS_PER_SECOND, (long) TIMES_A_ROUND * effort.millis());
    long cpu = sender.cpuNanos() - cpuBefore;
    if (number > 0) {
      figures.add(times, cpu);
    }
    System.out.printf(
        Locale.ROOT,
        "paced, round %d  %-45s p50 %,d p99 %,d p99.9 %,d ns, CPU %,d ns%n",
        number,
        sender.entrant().title(),
        times.p50(),
        times.p99(),
        times.p999(),
        cpu / Math.max(1, times.calls()));
  }

  private static List<String> table(Map<Entrant, LatencyFigures> figures) {
    Table table = new Table("at 20,000 events/s", "p50", "p99", "p99.9", "CPU per event");
    figures.forEach(
        (entrant, latency) ->
            table.row(
                entrant.title(),
                Table.micros(latency.p50.median()),
                Table.micros(latency.p99.median()),
                Table.micros(latency.p999.median()),
                Table.micros(latency.cpuNanos.median())));
    return table.lines();
  }
}
