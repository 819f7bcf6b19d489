package io.github.failoversyslog.fleet;

import static io.github.failoversyslog.engine.Timeline.SECOND;

import io.github.failoversyslog.plot.Plot;
import io.github.failoversyslog.plot.Plot.Axis;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The primary is out, with failback: what it sees in the course of time, and how that grows. */
final class FleetDiagrams {
  private static final int CLIENTS = 10_000;
  private static final String[] COLOURS = {"#1668b5", "#d9730d"};
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
                "minutes since it went; it is back after 10",
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

  private static void drawInTime(Plot plot, boolean randomPart) {
    int[] perSecond =
        fleet(CLIENTS, randomPart)
            .knocksAt(FleetReport.PRIMARY)
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
