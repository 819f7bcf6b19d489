package io.github.failoversyslog.plot;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** An SVG diagram: two axes and lines. */
public final class Plot {
  private static final int WIDTH = 420;
  private static final int HEIGHT = 240;
  private static final int MARGIN = 60;

  private final StringBuilder svg = new StringBuilder();
  private final int left;
  private final Axis x;
  private final Axis y;
  private int lines;

  /**
   * @param marks values with a grid line
   */
  public record Axis(
      String title, double from, double to, boolean logarithmic, List<Double> marks) {

    /** 0 to 1. */
    double share(double value) {
      double clamped = Math.max(from, Math.min(to, value));
      return logarithmic
          ? Math.log(clamped / from) / Math.log(to / from)
          : (clamped - from) / (to - from);
    }
  }

  private record Point(double x, double y) {}

  /**
   * @param column on the page, from 0
   */
  public Plot(int column, String title, Axis x, Axis y) {
    this.left = column * (WIDTH + 2 * MARGIN) + MARGIN;
    this.x = x;
    this.y = y;
    text(left + WIDTH / 2.0, MARGIN - 24, "middle", title);
    text(left + WIDTH / 2.0, MARGIN + HEIGHT + 42, "middle", x.title());
    text(left, MARGIN - 6, "start", y.title());
    x.marks().forEach(mark -> mark(mark, new Point(mark, y.from()), new Point(mark, y.to())));
    y.marks().forEach(mark -> mark(mark, new Point(x.from(), mark), new Point(x.to(), mark)));
  }

  private void mark(double value, Point from, Point to) {
    line(List.of(from, to), "#ddd", 1);
    boolean upright = from.x() == to.x();
    text(
        upright ? pixelX(from) : left - 6,
        upright ? MARGIN + HEIGHT + 18 : pixelY(from) + 4,
        upright ? "middle" : "end",
        String.format(Locale.ROOT, "%,.0f", value));
  }

  /**
   * @param name for the legend
   */
  public void line(String name, String colour, List<Double> xs, DoubleUnaryOperator yOf) {
    List<Point> points = xs.stream().map(at -> new Point(at, yOf.applyAsDouble(at))).toList();
    line(points, colour, 1.5);
    lines++;
    String legend = "<tspan fill=\"%s\">%s</tspan>".formatted(colour, name);
    text(left + 10, MARGIN + 18.0 * lines, "start", legend);
  }

  private void line(List<Point> points, String colour, double width) {
    svg.append(
        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" points=\""
            .formatted(colour, width));
    points.forEach(
        point ->
            svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", pixelX(point), pixelY(point))));
    svg.append("\"/>\n");
  }

  private double pixelX(Point point) {
    return left + WIDTH * x.share(point.x());
  }

  private double pixelY(Point point) {
    return MARGIN + HEIGHT * (1 - y.share(point.y()));
  }

  private void text(double atX, double atY, String anchor, String content) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            atX,
            atY,
            anchor,
            content));
  }

  /** An SVG page with diagrams side by side. */
  public static String page(Plot... plots) {
    int width = plots.length * (WIDTH + 2 * MARGIN);
    int height = HEIGHT + 2 * MARGIN;
    StringBuilder page = new StringBuilder();
    page.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
            .formatted(width, height));
    page.append("font-family=\"sans-serif\" font-size=\"12\" fill=\"#333\">\n");
    page.append("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>\n".formatted(width, height));
    for (Plot plot : plots) {
      page.append(plot.svg);
    }
    return page.append("</svg>\n").toString();
  }
}
