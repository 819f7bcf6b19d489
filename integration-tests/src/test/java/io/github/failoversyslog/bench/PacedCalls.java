package io.github.failoversyslog.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a call of the logger takes at a steady rate, and what processor time an event takes then.
 * Every entrant is a process of its own; they take turns.
 */
final class PacedCalls {
  private static final int EVENTS_PER_SECOND = 20_000;
  private static final int TIMES_A_ROUND = 2; // p99.9 wants more than a second's calls

  private final Effort effort;

  PacedCalls(Effort effort) {
    this.effort = effort;
  }

  /** What the rounds of one entrant gave. */
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

  /** A table in Markdown. */
  List<String> compare(List<Entrant> entrants) {
    List<SenderProcess> senders = entrants.stream().map(SenderProcess::start).toList();
    Map<Entrant, LatencyFigures> figures = new EnumMap<>(Entrant.class);
    try {
      senders.forEach(
          sender ->
              sender.log(Load.ofEvents(1, effort.warmUpMillis()))); // at this rate it takes long
      for (int round = 0; round <= effort.rounds(); round++) {
        for (SenderProcess sender : senders) {
          LatencyFigures its =
              figures.computeIfAbsent(sender.entrant(), key -> new LatencyFigures());
          round(sender, round, its);
        }
      }
    } finally {
      senders.forEach(SenderProcess::close);
    }
    return table(figures);
  }

  private void round(SenderProcess sender, int number, LatencyFigures figures) {
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
        (entrant, its) ->
            table.row(
                entrant.title(),
                Table.micros(its.p50.median()),
                Table.micros(its.p99.median()),
                Table.micros(its.p999.median()),
                Table.micros(its.cpuNanos.median())));
    return table.lines();
  }
}
