package io.github.failoversyslog.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One value for each round of a measurement. */
final class Samples {
  private final List<Double> sorted = new ArrayList<>();

  void add(double value) {
    int at = Collections.binarySearch(sorted, value);
    sorted.add(at < 0 ? -at - 1 : at, value);
  }

  /** Exact for up to a day in nanoseconds or a terabyte in bytes. */
  void add(long value) {
    add((double) value);
  }

  /** For an even number of values, the greater of the two middle ones. */
  double median() {
    return sorted.get(sorted.size() / 2);
  }

  /** A tenth of the values are lower. */
  double tenthPercentile() {
    return sorted.get(sorted.size() / 10);
  }

  /** Half of the values lie between the lower and the upper quartile. */
  double lowerQuartile() {
    return sorted.get(sorted.size() / 4);
  }

  double upperQuartile() {
    return sorted.get(sorted.size() * 3 / 4);
  }

  double mean() {
    return sorted.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  double least() {
    return sorted.get(0);
  }

  double most() {
    return sorted.get(sorted.size() - 1);
  }
}
