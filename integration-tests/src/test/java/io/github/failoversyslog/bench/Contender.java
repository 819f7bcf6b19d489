package io.github.failoversyslog.bench;

/** An application that logs, set up from an XML file of {@code resources/bench}. */
interface Contender extends AutoCloseable {

  String name();

  /**
   * Logs the event of the benchmarks: a message of some 100 characters with two parameters and two
   * context entries.
   */
  void log(int number);

  @Override
  void close();
}
