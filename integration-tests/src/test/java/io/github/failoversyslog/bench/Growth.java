package io.github.failoversyslog.bench;

import io.github.failoversyslog.plot.Plot;
import io.github.failoversyslog.plot.Plot.Axis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Measures how cost grows with the number of threads, the length of messages and the number of
 * appenders.
 */
final class Growth {
  private static final int MOST_ROUNDS = 3; // enough for the shape of a curve
  private static final List<Integer> THREADS = List.of(1, 2, 4, 8, 16, 32, 64);
  private static final List<Integer> MESSAGE_BYTES = List.of(50, 200, 1_000, 4_000, 16_000);
  private static final List<Integer> APPENDERS = List.of(1, 2, 4, 8, 16);
  private static final List<Entrant> ENTRANTS =
      List.of(
          Entrant.LOG4J2_OURS,
          Entrant.LOG4J2_SYSLOG,
          Entrant.LOGBACK_OURS,
          Entrant.LOGBACK_LOGSTASH);
  private static final List<String> COLOURS = List.of("#1668b5", "#8ab8e0", "#d9730d", "#f0b988");

  private final LongSupplier frames;
  private final int rounds;
  private final int millis;
  private final int warmUpMillis;

  Growth(LongSupplier frames, Effort effort) {
    this.frames = frames;
    this.rounds = Math.min(MOST_ROUNDS, effort.rounds());
    this.millis = effort.millis() / 2;
    this.warmUpMillis = effort.warmUpMillis();
  }

  /** Median events per second for each value of the varied parameter. */
  private static final class Curves {
    private final Map<Entrant, Map<Integer, Samples>> curves = new EnumMap<>(Entrant.class);

    void add(Entrant entrant, int value, BenchmarkRound round) {
      curves
          .computeIfAbsent(entrant, key -> new TreeMap<>())
          .computeIfAbsent(value, key -> new Samples())
          .add(round.eventsPerSecond());
      System.out.printf(
          Locale.ROOT, "%s, %d: %,.0f events/s%n", entrant.title(), value, round.eventsPerSecond());
    }

    double median(Entrant entrant, double value) {
      return curves.get(entrant).get((int) value).median();
    }
  }

  /** Returns Markdown tables. The diagrams are written to the file. */
  List<String> measure(Path file) throws IOException {
    Curves byThreads = new Curves();
    Curves bySize = new Curves();
    List<SenderProcess> senders = ENTRANTS.stream().map(SenderProcess::start).toList();
    try {
      senders.forEach(sender -> run(sender, Load.ofEvents(1, warmUpMillis), 1));
      for (int round = 0; round < rounds; round++) {
        for (SenderProcess sender : senders) {
          for (int threads : THREADS) {
            byThreads.add(
                sender.entrant(), threads, run(sender, Load.ofEvents(threads, millis), 1));
          }
          for (int bytes : MESSAGE_BYTES) {
            bySize.add(sender.entrant(), bytes, run(sender, new Load(1, millis, bytes), 1));
          }
        }
      }
    } finally {
      senders.forEach(SenderProcess::close);
    }
    Curves byAppenders = byAppenders();
    Files.writeString(
        file,
        Plot.page(
            plot(0, "One appender, an event of 100 characters", "threads", THREADS, byThreads),
            plot(1, "One thread, one appender", "characters of the message", MESSAGE_BYTES, bySize),
            plot(
                2,
                "One thread; each event to every appender",
                "appenders",
                APPENDERS,
                byAppenders)));
    List<String> lines = new ArrayList<>();
    lines.addAll(table("events/s by threads", THREADS, byThreads));
    lines.add("");
    lines.addAll(table("events/s by characters of the message", MESSAGE_BYTES, bySize));
    lines.add("");
    lines.addAll(table("deliveries/s by appenders", APPENDERS, byAppenders));
    return lines;
  }

  /** Each number of appenders is measured in a separate process. */
  private Curves byAppenders() {
    Curves curves = new Curves();
    Path java = Path.of(System.getProperty("java.home"));
    for (int appenders : APPENDERS) {
      for (Entrant entrant : ENTRANTS) {
        try (SenderProcess sender = SenderProcess.start(entrant, appenders, java, List.of())) {
          run(sender, Load.ofEvents(1, warmUpMillis), appenders);
          for (int round = 0; round < rounds; round++) {
            curves.add(entrant, appenders, run(sender, Load.ofEvents(1, millis), appenders));
          }
        }
      }
    }
    return curves;
  }

  private BenchmarkRound run(SenderProcess sender, Load load, int appenders) {
    return BenchmarkRound.of(sender, load, frames, appenders);
  }

  private static Plot plot(
      int column, String title, String grows, List<Integer> values, Curves curves) {
    List<Double> xs = values.stream().map(Integer::doubleValue).toList();
    Plot plot =
        new Plot(
            column,
            title,
            new Axis(grows, xs.get(0), xs.get(xs.size() - 1), true, xs),
            new Axis(
                "events per second that arrive",
                10_000,
                10_000_000,
                true,
                List.of(10_000.0, 100_000.0, 1_000_000.0, 10_000_000.0)));
    for (int i = 0; i < ENTRANTS.size(); i++) {
      Entrant entrant = ENTRANTS.get(i);
      String name = entrant.title().replace("`", "").replace("<", "&lt;").replace(">", "&gt;");
      plot.line(name, COLOURS.get(i), xs, x -> curves.median(entrant, x));
    }
    return plot;
  }

  private static List<String> table(String title, List<Integer> values, Curves curves) {
    List<String> titles = new ArrayList<>(List.of(title));
    values.forEach(value -> titles.add(String.format(Locale.ROOT, "%,d", value)));
    Table table = new Table(titles.toArray(String[]::new));
    for (Entrant entrant : ENTRANTS) {
      List<Object> cells = new ArrayList<>(List.of(entrant.title()));
      values.forEach(value -> cells.add(Table.number(curves.median(entrant, value))));
      table.row(cells.toArray());
    }
    return table.lines();
  }
}
