package io.github.failoversyslog.net;

import java.util.Locale;

/** What went wrong, in a few words for a status line. */
public final class Reasons {
  private Reasons() {}

  /** The exception's own words, or its name if it has none. */
  public static String of(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName()
        : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }
}
