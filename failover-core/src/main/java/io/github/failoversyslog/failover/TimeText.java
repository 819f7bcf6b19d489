package io.github.failoversyslog.failover;

import java.time.Duration;

/** Writes a length of time with its unit, for status lines. */
public final class TimeText {
  private TimeText() {}

  /** Whole seconds as {@code 5 s}, all else as {@code 1500 ms}. */
  public static String of(Duration time) {
    return time.toNanosPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
