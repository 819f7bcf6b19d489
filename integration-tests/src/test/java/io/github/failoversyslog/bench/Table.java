package io.github.failoversyslog.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

final class Table {
  private final List<String> lines = new ArrayList<>();

  Table(String... titles) {
    row((Object[]) titles);
    lines.add("|" + "---|".repeat(titles.length));
  }

  Table row(Object... cells) {
    lines.add(
        "| " + String.join(" | ", List.of(cells).stream().map(Object::toString).toList()) + " |");
    return this;
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  static String micros(double nanos) {
    return String.format(Locale.ROOT, "%.1f us", nanos / 1e3);
  }

  static String millis(double nanos) {
    return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
  }

  /** Both quartiles: half of the rounds are between them. */
  static String half(Samples rounds, DoubleFunction<String> cell) {
    return cell.apply(rounds.lowerQuartile()) + " to " + cell.apply(rounds.upperQuartile());
  }

  static String megabytes(double bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / (1024 * 1024));
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
