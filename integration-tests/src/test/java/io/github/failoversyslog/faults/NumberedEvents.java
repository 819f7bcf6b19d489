package io.github.failoversyslog.faults;

/**
 * The texts of events that are counted: {@code event 3000000017 xxx} is event 17 of caller 3, both
 * from 0 on.
 */
final class NumberedEvents {
  static final String MARK = "event ";

  private static final long NUMBERS_PER_CALLER = 1_000_000_000;
  private static final String FILLING = " " + "x".repeat(60);

  private NumberedEvents() {}

  static long number(int caller, long index) {
    return caller * NUMBERS_PER_CALLER + index;
  }

  static int callerOf(long number) {
    return (int) (number / NUMBERS_PER_CALLER);
  }

  static int indexOf(long number) {
    return (int) (number % NUMBERS_PER_CALLER);
  }

  static String text(long number) {
    return MARK + number + FILLING;
  }

  /** The other way round. */
  static long numberIn(String text) {
    int begin = MARK.length();
    return Long.parseLong(text.substring(begin, text.indexOf(' ', begin)));
  }
}
