package io.github.failoversyslog.bench;

/**
 * The time of a log call inside its message, between two marks. All processes of one Linux machine
 * have the same monotonic clock, and {@code System.nanoTime()} returns it unchanged, so that
 * another process can tell how old a message is.
 */
final class Stamp {
  static final char MARK = '~'; // not in the rest of a frame, and not escaped in any format

  private Stamp() {}

  /** About as long as the message of the benchmark event. */
  static String text(int number) {
    return "Order "
        + number
        + " was paid and is on its way to the customer; logged at "
        + MARK
        + System.nanoTime()
        + MARK
        + ". Weight 1200 grams";
  }
}
