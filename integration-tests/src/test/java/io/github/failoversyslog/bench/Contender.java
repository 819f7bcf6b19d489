package io.github.failoversyslog.bench;

import io.github.failoversyslog.faults.LossComparison;
import io.github.failoversyslog.status.SenderStatistics;
import java.util.Locale;

/** An application that logs, set up from an XML file of {@code resources/bench}. */
interface Contender extends LossComparison.Subject {

  /** Puts the context entries that its events shall have; for the calling thread. */
  void enterThread();

  /**
   * Logs the event of the benchmarks: a message of some 100 characters with two parameters and two
   * context entries.
   */
  void log(int number);

  /** Sends what it has gathered, if it keeps events back until there are enough. */
  default void flush() {}

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
