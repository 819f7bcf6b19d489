package io.github.failoversyslog.bench;

import io.github.failoversyslog.faults.LossComparison;
import io.github.failoversyslog.status.SenderStatistics;
import java.util.Locale;
import java.util.function.BiConsumer;

/** An application that logs, configured by an XML file of {@code resources/bench}. */
interface Contender extends LossComparison.Subject {
  /** The pattern of the benchmark event: the number of the order and {@link #WEIGHT} fill it. */
  String PATTERN =
      "Order {} was paid and is on its way to the customer; the parcel service has been told. Weight {} grams";

  String WEIGHT = "1200";

  /** Puts the context data of the benchmark event. */
  static void putContext(BiConsumer<String, String> put) {
    put.accept("user", "bob");
    put.accept("request", "4f1c2a9b");
  }

  /** Sets the context data of the events for the calling thread. */
  void enterThread();

  /**
   * Logs the benchmark event: a message of about 100 characters with two parameters and two context
   * entries.
   */
  void log(int number);

  /** Sends buffered events, if this contender batches them. */
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
