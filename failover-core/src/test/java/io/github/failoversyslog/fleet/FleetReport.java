package io.github.failoversyslog.fleet;

import static io.github.failoversyslog.engine.VirtualTime.SECOND;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Regenerates the tables of {@code docs/fleet.md} and its diagrams. */
final class FleetReport {
  static final List<Integer> SIZES = List.of(100, 1_000, 10_000, 100_000);

  private static final int FIRST_FAILOVER_SERVER = 1;
  private static final long MOMENT = 10 * SECOND;

  private FleetReport() {}

  /** To be run in the project's directory. */
  public static void main(String[] args) throws IOException {
    Path page = Path.of("docs", "fleet.md");
    String text = Files.readString(page);
    for (Outage outage : Outage.values()) {
      text = replaceTable(text, outage);
    }
    Files.writeString(page, text);
    Files.writeString(Path.of("docs", "fleet.svg"), FleetDiagrams.page());
    Files.writeString(Path.of("docs", "fleet-spread.svg"), FleetDiagrams.spreadPage());
  }

  /** The table is between a comment with the outage's name and an empty line. */
  private static String replaceTable(String text, Outage outage) {
    String mark = mark(outage) + "\n";
    int begin = text.indexOf(mark) + mark.length();
    int end = text.indexOf("\n\n", begin - 1);
    List<String> lines = new ArrayList<>(head(outage));
    SIZES.forEach(clients -> lines.add(row(outage, clients)));
    return text.substring(0, begin) + String.join("\n", lines) + text.substring(end);
  }

  /**
   * A column: the largest number of connects within one second at any of the servers {@code first}
   * to {@code last}, in a period of time.
   */
  record Measure(String title, int first, int last, long from, long to) {
    Measure(String title, int server, long from, long to) {
      this(title, server, server, from, to);
    }

    int of(Fleet fleet) {
      return IntStream.rangeClosed(first, last)
          .map(server -> fleet.knocksAt(server).mostInASecond(from, to))
          .max()
          .orElse(0);
    }
  }

  static final Measure PRIMARY_OUT =
      new Measure("primary, while it is out", Fleet.PRIMARY, Outage.BEGIN, Outage.RETURN);
  static final Measure LISTED_FLIGHT =
      new Measure(
          "first failover server, when the primary dies",
          FIRST_FAILOVER_SERVER,
          Outage.BEGIN,
          Outage.BEGIN + MOMENT);
  static final Measure LISTED_LATER =
      new Measure(
          "first failover server, later", FIRST_FAILOVER_SERVER, Outage.BEGIN + MOMENT, Outage.END);
  static final Measure SPREAD_FLIGHT =
      new Measure(
          "busiest of the 4 failover servers, when the primary dies",
          FIRST_FAILOVER_SERVER,
          Outage.SPREAD_FAILOVER_SERVERS,
          Outage.BEGIN,
          Outage.BEGIN + MOMENT);
  static final Measure SPREAD_LATER =
      new Measure(
          "busiest of the 4 failover servers, later",
          FIRST_FAILOVER_SERVER,
          Outage.SPREAD_FAILOVER_SERVERS,
          Outage.BEGIN + MOMENT,
          Outage.END);
  static final Measure PRIMARY_BACK =
      new Measure("primary, after its return", Fleet.PRIMARY, Outage.RETURN, Outage.END);

  private static List<Measure> measuresOf(Outage outage) {
    return switch (outage) {
      case PRIMARY_WITH_FAILBACK, PRIMARY_ROUND_ROBIN ->
          List.of(PRIMARY_OUT, PRIMARY_BACK, LISTED_FLIGHT, LISTED_LATER);
      case PRIMARY_SPREAD_WITH_FAILBACK, PRIMARY_SPREAD_ROUND_ROBIN ->
          List.of(PRIMARY_OUT, PRIMARY_BACK, SPREAD_FLIGHT, SPREAD_LATER);
      case ALL_WITH_FAILBACK ->
          List.of(
              new Measure(
                  "primary, the first 10 s", Fleet.PRIMARY, Outage.BEGIN, Outage.BEGIN + MOMENT),
              new Measure(
                  "primary, from the third minute on",
                  Fleet.PRIMARY,
                  Outage.BEGIN + 2 * Outage.INTERVAL,
                  Outage.RETURN),
              PRIMARY_BACK,
              new Measure(
                  "first failover server, after the return",
                  FIRST_FAILOVER_SERVER,
                  Outage.RETURN,
                  Outage.END));
    };
  }

  /** The line before the table. */
  static String mark(Outage outage) {
    return "<!-- " + outage + " -->";
  }

  /** The first two lines of the table. */
  static List<String> head(Outage outage) {
    List<Measure> measures = measuresOf(outage);
    String titles = measures.stream().map(Measure::title).collect(Collectors.joining(" | "));
    return List.of("| clients | " + titles + " |", "|---".repeat(measures.size() + 1) + "|");
  }

  /** A row of the table: with / without the random part. */
  static String row(Outage outage, int clients) {
    Fleet with = outage.happensTo(clients, true);
    Fleet without = outage.happensTo(clients, false);
    String figures =
        measuresOf(outage).stream()
            .map(measure -> figures(measure.of(with), measure.of(without)))
            .collect(Collectors.joining(" | "));
    return String.format(Locale.ROOT, "| %,d | %s |", clients, figures);
  }

  private static String figures(int with, int without) {
    return String.format(Locale.ROOT, "%,d / %,d", with, without);
  }
}
