package io.github.failoversyslog.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Own processor time of appenders at steady rates, which is that of their process minus that of a
 * process with an appender that does nothing, and how often their threads wake up. The processes
 * alternate.
 */
final class Rates {
  private static final Map<Entrant, Entrant> WITHOUT =
      new TreeMap<>(
          Map.of(
              Entrant.LOG4J2_OURS, Entrant.LOG4J2_NULL,
              Entrant.LOG4J2_SYSLOG, Entrant.LOG4J2_NULL,
              Entrant.LOGBACK_OURS, Entrant.LOGBACK_NULL,
              Entrant.LOGBACK_LOGSTASH_PATTERN, Entrant.LOGBACK_NULL));

  /**
   * A steady rate.
   *
   * @param times how many times as long as configured a round takes, so that it has enough events
   */
  private record Rate(int eventsPerSecond, int times) {}

  private static final List<Rate> RATES =
      List.of(new Rate(20_000, 2), new Rate(1_000, 2), new Rate(100, 4));

  private static final int WARM_UP_RATE = 1_000;
  private static final int WARM_UPS_AT_A_LOW_RATE = 4;

  private final Effort effort;

  Rates(Effort effort) {
    this.effort = effort;
  }

  /** What one round used: processor time per event, and wake-ups of the appender's threads. */
  record RateRound(double cpuNanos, double ownCpuNanos, double wakeUpsPerSecond) {}

  /** Returns one Markdown table for each rate. */
  List<String> measure() throws InterruptedException {
    Map<Entrant, SenderProcess> senders = new TreeMap<>();
    try {
      WITHOUT.forEach(
          (entrant, without) -> {
            senders.computeIfAbsent(entrant, SenderProcess::start);
            senders.computeIfAbsent(without, SenderProcess::start);
          });
      warmUp(senders.values());
      List<String> lines = new ArrayList<>();
      for (Rate rate : RATES) {
        lines.addAll(table(rate.eventsPerSecond, rounds(rate, senders)));
        lines.add("");
      }
      return lines;
    } finally {
      senders.values().forEach(SenderProcess::close);
    }
  }

  /**
   * Under load, and at a low rate, where other code runs often; the processes do the latter at the
   * same time.
   */
  private void warmUp(Collection<SenderProcess> senders) throws InterruptedException {
    senders.forEach(sender -> sender.log(Load.ofEvents(1, effort.warmUpMillis())));
    senders.forEach(sender -> sender.startPacing(WARM_UP_RATE));
    Thread.sleep((long) WARM_UPS_AT_A_LOW_RATE * effort.warmUpMillis());
    senders.forEach(SenderProcess::endPacing);
  }

  /** The first round is not counted. */
  private Map<Entrant, List<RateRound>> rounds(Rate rate, Map<Entrant, SenderProcess> senders)
      throws InterruptedException {
    Map<Entrant, List<RateRound>> rounds = new TreeMap<>();
    for (int number = 0; number <= effort.rounds(); number++) {
      for (SenderProcess sender : senders.values()) {
        RateRound round = round(rate, sender);
        if (number > 0) {
          rounds.computeIfAbsent(sender.entrant(), key -> new ArrayList<>()).add(round);
        }
      }
    }
    return rounds;
  }

  private RateRound round(Rate rate, SenderProcess sender) throws InterruptedException {
    sender.startPacing(rate.eventsPerSecond);
    long start = System.nanoTime();
    long loggedBefore = sender.logged();
    ProcessUsage before = sender.usage();
    Thread.sleep((long) rate.times * effort.millis()); // the measurement period
    ProcessUsage.Used used = sender.usage().since(before);
    double events = sender.logged() - loggedBefore;
    double seconds = (System.nanoTime() - start) / 1e9;
    sender.endPacing();
    RateRound round =
        new RateRound(
            used.cpuNanos() / events, used.ownCpuNanos() / events, used.ownWakeUps() / seconds);
    System.out.printf(
        Locale.ROOT,
        "%,d events/s  %-45s CPU %,.0f ns, own threads %,.0f ns, %,.0f wake-ups/s%n",
        rate.eventsPerSecond,
        sender.entrant().title(),
        round.cpuNanos,
        round.ownCpuNanos,
        round.wakeUpsPerSecond);
    return round;
  }

  /** A process with an appender that does nothing has no row. */
  static List<String> table(int eventsPerSecond, Map<Entrant, List<RateRound>> rounds) {
    Table table =
        new Table(
            String.format(Locale.ROOT, "at %,d events/s", eventsPerSecond),
            "own CPU per event, median",
            "half of the rounds",
            "of it in threads of its own",
            "their wake-ups per second");
    WITHOUT.forEach(
        (entrant, without) -> {
          Samples own = new Samples(); // neighbouring rounds: disturbances affect them alike
          Samples ownThreads = new Samples();
          Samples wakeUps = new Samples();
          for (int i = 0; i < rounds.get(entrant).size(); i++) {
            RateRound round = rounds.get(entrant).get(i);
            own.add(round.cpuNanos - rounds.get(without).get(i).cpuNanos);
            ownThreads.add(round.ownCpuNanos);
            wakeUps.add(round.wakeUpsPerSecond);
          }
          boolean known = entrant.isOurs();
          table.row(
              entrant.title(),
              Table.micros(own.median()),
              Table.half(own, Table::micros),
              known ? Table.micros(ownThreads.median()) : "",
              known ? Table.number(wakeUps.median()) : "");
        });
    return table.lines();
  }
}
