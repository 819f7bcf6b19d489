package io.github.failoversyslog.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One value of each round of a measurement. */
final class Samples {
  private final List<Double> sorted = new ArrayList<>();

  void add(double value) {
    int at = Collections.binarySearch(sorted, value);
    sorted.add(at < 0 ? -at - 1 : at, value);
  }

  /** Of nanoseconds or bytes: a day and a terabyte are exact. */
  void add(long value) {
    add((double) value);
  }

  /** Of an even number, the greater of the two in the middle. */
  double median() {
    return sorted.get(sorted.size() / 2);
  }

  /** A half of the values is between these two. */
  double lowerQuartile() {
    return sorted.get(sorted.size() / 4);
  }

  double upperQuartile() {
    return sorted.get(sorted.size() * 3 / 4);
  }

  double least() {
    return sorted.get(0);
  }

  double most() {
    return sorted.get(sorted.size() - 1);
  }
}
