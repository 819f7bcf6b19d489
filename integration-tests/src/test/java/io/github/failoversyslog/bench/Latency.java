package io.github.failoversyslog.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Time from the log call to the moment when the server has read the event, at steady rates. Every
 * entrant is a separate process; they alternate.
 */
final class Latency {
  private static final List<Entrant> ENTRANTS =
      List.of(
          Entrant.LOG4J2_OURS, // variants with other settings belong beside these
          Entrant.LOG4J2_SYSLOG,
          Entrant.LOG4J2_SYSLOG_ASYNC,
          Entrant.LOG4J2_SOCKET,
          Entrant.LOG4J2_SOCKET_PATTERN,
          Entrant.LOGBACK_OURS,
          Entrant.LOGBACK_LOGSTASH,
          Entrant.LOGBACK_LOGSTASH_PATTERN,
          Entrant.SYSLOG_JAVA_CLIENT);
  private static final Map<Integer, Integer> TIMES_A_ROUND = // few events: longer rounds
      Map.of(20_000, 2, 100, 5);

  private final ServerProcess server;
  private final Effort effort;

  Latency(ServerProcess server, Effort effort) {
    this.server = server;
    this.effort = effort;
  }

  /** Results of the rounds of one entrant, in nanoseconds. */
  static final class DelayFigures {
    final Samples p50 = new Samples();
    final Samples p99 = new Samples();
    final Histogram all = new Histogram(3);

    void add(Histogram round) {
      p50.add(round.getValueAtPercentile(50));
      p99.add(round.getValueAtPercentile(99));
      all.add(round);
    }
  }

  /** Returns one Markdown table for each rate. */
  List<String> measure() throws InterruptedException {
    List<SenderProcess> senders = ENTRANTS.stream().map(SenderProcess::start).toList();
    List<String> lines = new ArrayList<>();
    try {
      senders.forEach(sender -> sender.log(Load.ofEvents(1, effort.warmUpMillis())));
      for (int eventsPerSecond : List.of(20_000, 100)) {
        lines.addAll(table(eventsPerSecond, rounds(eventsPerSecond, senders)));
        lines.add("");
      }
    } finally {
      senders.forEach(SenderProcess::close);
    }
    return lines;
  }

  /** The first round is not counted. */
  private Map<Entrant, DelayFigures> rounds(int eventsPerSecond, List<SenderProcess> senders)
      throws InterruptedException {
    Map<Entrant, DelayFigures> figures = new EnumMap<>(Entrant.class);
    for (int number = 0; number <= effort.rounds(); number++) {
      for (SenderProcess sender : senders) {
        Histogram delays = round(eventsPerSecond, sender);
        if (number > 0) {
          figures.computeIfAbsent(sender.entrant(), key -> new DelayFigures()).add(delays);
        }
      }
    }
    return figures;
  }

  private Histogram round(int eventsPerSecond, SenderProcess sender) throws InterruptedException {
    server.takeDelays();
    Arrivals arrivals = new Arrivals(server::frames);
    sender.startPacingStamped(eventsPerSecond);
    Thread.sleep((long) TIMES_A_ROUND.get(eventsPerSecond) * effort.millis()); // measured period
    arrivals.await(sender.endPacing());
    Histogram delays = server.takeDelays();
    System.out.printf(
        Locale.ROOT,
        "%,d events/s  %-45s %,d read, p50 %,d p99 %,d ns%n",
        eventsPerSecond,
        sender.entrant().title(),
        delays.getTotalCount(),
        delays.getValueAtPercentile(50),
        delays.getValueAtPercentile(99));
    return delays;
  }

  static List<String> table(int eventsPerSecond, Map<Entrant, DelayFigures> figures) {
    Table table =
        new Table(
            String.format(Locale.ROOT, "at %,d events/s", eventsPerSecond),
            "p50, median",
            "half of the rounds",
            "p99, median",
            "half of the rounds",
            "p99.9 of all");
    figures.forEach(
        (entrant, delays) ->
            table.row(
                entrant.title(),
                Table.micros(delays.p50.median()),
                Table.half(delays.p50, Table::micros),
                Table.micros(delays.p99.median()),
                Table.half(delays.p99, Table::micros),
                Table.micros((double) delays.all.getValueAtPercentile(99.9))));
    return table.lines();
  }
}
