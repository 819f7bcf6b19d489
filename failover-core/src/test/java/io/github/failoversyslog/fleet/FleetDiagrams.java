package io.github.failoversyslog.fleet;

import static io.github.failoversyslog.engine.VirtualTime.SECOND;

import io.github.failoversyslog.plot.Plot;
import io.github.failoversyslog.plot.Plot.Axis;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * An outage of the primary with failback: connects at the servers, over time and by the number of
 * clients.
 */
final class FleetDiagrams {
  private static final int CLIENTS = 10_000;
  private static final String[] COLOURS = {"#1668b5", "#d9730d"};
  private static final String SPREAD = "spread, 4 failover servers";
  private static final Axis CONNECTS =
      new Axis("connects per second", 1, 100_000, true, marks(1, 10, 100, 1_000, 10_000, 100_000));

  private FleetDiagrams() {}

  static String page() {
    double minutes = (Outage.END - Outage.BEGIN) / (60.0 * SECOND);
    Plot inTime =
        new Plot(
            0,
            String.format(Locale.ROOT, "At the primary of %,d clients", CLIENTS),
            new Axis(
                "minutes since the primary failed; it is back after 10",
                -1,
                minutes,
                false,
                marks(0, 2, 4, 6, 8, 10, 12, 14, 16)),
            CONNECTS);
    List<Double> sizes = FleetReport.SIZES.stream().map(Integer::doubleValue).toList();
    Plot growing =
        new Plot(
            1,
            "The most within one second, after its return",
            new Axis("clients", 100, 100_000, true, sizes),
            CONNECTS);
    for (boolean randomPart : new boolean[] {false, true}) {
      drawInTime(inTime, randomPart);
      draw(growing, randomPart, sizes, size -> mostAfterTheReturn((int) size, randomPart));
    }
    return Plot.page(inTime, growing);
  }

  /** The busiest failover server, with and without a spread order. */
  static String spreadPage() {
    List<Double> sizes = FleetReport.SIZES.stream().map(Integer::doubleValue).toList();
    Axis clients = new Axis("clients", 100, 100_000, true, sizes);
    Plot flight =
        new Plot(0, "The busiest failover server, when the primary dies", clients, CONNECTS);
    Plot later = new Plot(1, "The busiest failover server, later", clients, CONNECTS);
    List<Fleet> listed = fleets(Outage.PRIMARY_WITH_FAILBACK);
    drawMeasure(flight, "listed", COLOURS[1], listed, FleetReport.LISTED_FLIGHT);
    drawMeasure(later, "listed", COLOURS[1], listed, FleetReport.LISTED_LATER);
    List<Fleet> spread = fleets(Outage.PRIMARY_SPREAD_WITH_FAILBACK);
    drawMeasure(flight, SPREAD, COLOURS[0], spread, FleetReport.SPREAD_FLIGHT);
    drawMeasure(later, SPREAD, COLOURS[0], spread, FleetReport.SPREAD_LATER);
    return Plot.page(flight, later);
  }

  private static List<Fleet> fleets(Outage outage) {
    return FleetReport.SIZES.stream().map(clients -> outage.happensTo(clients, true)).toList();
  }

  private static void drawMeasure(
      Plot plot, String name, String colour, List<Fleet> fleets, FleetReport.Measure measure) {
    List<Double> sizes = FleetReport.SIZES.stream().map(Integer::doubleValue).toList();
    plot.line(
        name, colour, sizes, size -> measure.of(fleets.get(FleetReport.SIZES.indexOf((int) size))));
  }

  private static void drawInTime(Plot plot, boolean randomPart) {
    int[] perSecond =
        fleet(CLIENTS, randomPart)
            .knocksAt(Fleet.PRIMARY)
            .perSecond(Outage.BEGIN - Outage.INTERVAL, Outage.END);
    List<Double> minutes =
        IntStream.range(0, perSecond.length).mapToObj(second -> second / 60.0 - 1).toList();
    draw(plot, randomPart, minutes, minute -> perSecond[(int) Math.round((minute + 1) * 60)]);
  }

  private static int mostAfterTheReturn(int clients, boolean randomPart) {
    return FleetReport.PRIMARY_BACK.of(fleet(clients, randomPart));
  }

  private static Fleet fleet(int clients, boolean randomPart) {
    return Outage.PRIMARY_WITH_FAILBACK.happensTo(clients, randomPart);
  }

  private static void draw(
      Plot plot, boolean randomPart, List<Double> xs, DoubleUnaryOperator yOf) {
    String name = randomPart ? "with the random part" : "without it";
    plot.line(name, COLOURS[randomPart ? 0 : 1], xs, yOf);
  }

  private static List<Double> marks(double... values) {
    return DoubleStream.of(values).boxed().toList();
  }
}
