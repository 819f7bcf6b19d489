package io.github.failoversyslog.net;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reasons from exceptions, for status lines. */
public final class Reasons {
  private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)[^/?#\\s]*@");

  private Reasons() {}

  /** The exception's message, or its class name if it has none. */
  public static String of(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName()
        : withoutCapital(message);
  }

  /**
   * The exception's message without the host's name, which the JVM puts before it or in its place.
   *
   * @param problem of the look-up of this host, or null if there is none
   */
  static String ofLookUp(String host, @Nullable Throwable problem) {
    String message = problem == null || problem.getMessage() == null ? "" : problem.getMessage();
    String prefix = host + ": ";
    String why = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    return why.isBlank() || why.equals(host) ? NetTexts.unknownHost() : withoutCapital(why);
  }

  /** The text with URLs that do not show who has access: {@code https://user:secret@host/}. */
  static String withoutCredentials(String text) {
    return CREDENTIALS.matcher(text).replaceAll("");
  }

  /** Whether the peer reset an established connection. */
  public static boolean isReset(IOException e) {
    String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return words.contains("connection reset") || words.contains("broken pipe");
  }

  /** Lowers the first letter, except in abbreviations. */
  private static String withoutCapital(String text) {
    boolean abbreviation = text.length() > 1 && Character.isUpperCase(text.charAt(1));
    return abbreviation ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
