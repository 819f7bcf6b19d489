package io.github.failoversyslog.bench;

import java.util.function.LongSupplier;

/**
 * Result of a load on one sender process.
 *
 * @param cpuNanos CPU time of the whole process per event
 */
record BenchmarkRound(double eventsPerSecond, double cpuNanos, long lost) {

  /**
   * Applies the load to the sender and waits until the last event has arrived.
   *
   * @param frames total number of frames received by the server so far
   * @param copies how many times every event is sent
   */
  static BenchmarkRound of(SenderProcess sender, Load load, LongSupplier frames, int copies) {
    Arrivals arrivals = new Arrivals(frames);
    long cpuBefore = sender.cpuNanos();
    long start = System.nanoTime();
    long sent = sender.log(load) * copies;
    long arrived = sent;
    long end = System.nanoTime();
    if (sender.entrant().delivers()) {
      arrivals.await(sent);
      arrived = arrivals.arrived();
      end = arrivals.lastNanos();
    }
    return new BenchmarkRound(
        arrived * 1e9 / (end - start),
        (double) (sender.cpuNanos() - cpuBefore) / sent,
        sent - arrived);
  }
}
