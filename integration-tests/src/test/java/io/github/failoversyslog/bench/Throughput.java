package io.github.failoversyslog.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Events per second that arrive at a counting server, logged as fast as the threads can, and the
 * CPU time per event. Every entrant runs in one process or in several consecutive ones; its rounds
 * alternate with those of the others.
 */
final class Throughput {
  private final LongSupplier frames;
  private final Effort effort;
  private final int messageBytes;

  /**
   * Of the benchmark event.
   *
   * @param frames total number of frames received so far
   */
  Throughput(LongSupplier frames, Effort effort) {
    this(frames, effort, 0);
  }

  private Throughput(LongSupplier frames, Effort effort, int messageBytes) {
    this.frames = frames;
    this.effort = effort;
    this.messageBytes = messageBytes;
  }

  /** Of a message of that length without parameters. */
  Throughput ofTexts(int length) {
    return new Throughput(frames, effort, length);
  }

  /**
   * Returns one table for each number of threads.
   *
   * @param comparedWith the entrant that each entrant is compared with
   */
  List<String> compare(
      List<Integer> threads, List<Entrant> entrants, Map<Entrant, List<Entrant>> comparedWith) {
    Map<Integer, Map<Entrant, ThroughputFigures>> figures = new LinkedHashMap<>();
    threads.forEach(number -> figures.put(number, new EnumMap<>(Entrant.class)));
    for (int process = 0; process < effort.processes(); process++) {
      List<SenderProcess> senders = entrants.stream().map(SenderProcess::start).toList();
      try {
        senders.forEach(sender -> round(sender, new Load(1, effort.warmUpMillis(), messageBytes)));
        figures.forEach((number, those) -> rounds(senders, number, those));
      } finally {
        senders.forEach(SenderProcess::close);
      }
    }
    List<String> lines = new ArrayList<>();
    figures.forEach(
        (number, those) -> {
          lines.addAll(table(title(number), those, comparedWith));
          lines.add("");
        });
    return lines;
  }

  private static String title(int threads) {
    return threads == 1 ? "one thread" : threads + " threads";
  }

  /** Results of the rounds of one entrant. */
  static final class ThroughputFigures {
    final Samples eventsPerSecond = new Samples();
    final Samples cpuNanos = new Samples();
    final List<BenchmarkRound> inOrder = new ArrayList<>();
    long lost;

    void add(BenchmarkRound round) {
      inOrder.add(round);
      eventsPerSecond.add(round.eventsPerSecond());
      cpuNanos.add(round.cpuNanos());
      lost += round.lost();
    }
  }

  /** The first round is not counted. */
  private void rounds(
      List<SenderProcess> senders, int threads, Map<Entrant, ThroughputFigures> figures) {
    for (int number = 0; number <= effort.rounds(); number++) {
      for (SenderProcess sender : senders) {
        if (threads == 1 || sender.entrant() != Entrant.LIMIT) {
          BenchmarkRound round = round(sender, new Load(threads, effort.millis(), messageBytes));
          if (number > 0) {
            figures.computeIfAbsent(sender.entrant(), key -> new ThroughputFigures()).add(round);
          }
        }
      }
    }
  }

  private BenchmarkRound round(SenderProcess sender, Load load) {
    BenchmarkRound round = BenchmarkRound.of(sender, load, frames, 1);
    System.out.printf(
        Locale.ROOT,
        "%d threads  %-45s %,12.0f events/s %,8.0f ns  lost %d%n",
        load.threads(),
        sender.entrant().title(),
        round.eventsPerSecond(),
        round.cpuNanos(),
        round.lost());
    return round;
  }

  /** Rows in the order of the entrants. */
  static List<String> table(
      String title,
      Map<Entrant, ThroughputFigures> figures,
      Map<Entrant, List<Entrant>> comparedWith) {
    Table table =
        new Table(title, "events/s, median", "least", "most", "CPU per event", "lost", "compared");
    figures.forEach(
        (entrant, result) ->
            table.row(
                entrant.title(),
                Table.number(result.eventsPerSecond.median()),
                Table.number(result.eventsPerSecond.least()),
                Table.number(result.eventsPerSecond.most()),
                Table.number(result.cpuNanos.median()) + " ns",
                result.lost,
                String.join(
                    "; ",
                    comparedWith.getOrDefault(entrant, List.of()).stream()
                        .filter(figures::containsKey)
                        .map(other -> compared(result, other, figures.get(other)))
                        .toList())));
    return table.lines();
  }

  private static String compared(ThroughputFigures ours, Entrant other, ThroughputFigures others) {
    Samples ratios = new Samples(); // disturbances of the machine affect neighbouring rounds alike
    for (int i = 0; i < Math.min(ours.inOrder.size(), others.inOrder.size()); i++) {
      ratios.add(ours.inOrder.get(i).eventsPerSecond() / others.inOrder.get(i).eventsPerSecond());
    }
    return String.format(
        Locale.ROOT,
        "%.2f x events/s (half of the rounds %.2f to %.2f) and %.2f x CPU of %s",
        ratios.median(),
        ratios.lowerQuartile(),
        ratios.upperQuartile(),
        ours.cpuNanos.median() / others.cpuNanos.median(),
        other.title());
  }
}
