package io.github.failoversyslog.failover;

import java.time.Duration;

/** Formats a duration with its unit, for status lines. */
public final class TimeText {
  private TimeText() {}

  /** Returns whole seconds as {@code 5 s}, anything else as {@code 1500 ms}. */
  public static String of(Duration time) {
    return time.toNanosPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
