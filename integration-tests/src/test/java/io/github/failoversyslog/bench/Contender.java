package io.github.failoversyslog.bench;

import io.github.failoversyslog.SenderStatistics;
import io.github.failoversyslog.faults.LossComparison;
import java.util.Locale;

/** An application that logs, set up from an XML file of {@code resources/bench}. */
interface Contender extends LossComparison.Subject {

  String name();

  /**
   * Logs the event of the benchmarks: a message of some 100 characters with two parameters and two
   * context entries.
   */
  void log(int number);

  static String counted(SenderStatistics statistics) {
    return String.format(
        Locale.ROOT,
        "discarded %,d, released unconfirmed %,d",
        statistics.allDiscarded(),
        statistics.releasedUnconfirmed());
  }

  @Override
  void close();
}
