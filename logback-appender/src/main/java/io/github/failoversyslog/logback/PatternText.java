package io.github.failoversyslog.logback;

import org.jspecify.annotations.Nullable;

/**
 * Puts values into the {@code {}} of a pattern, as SLF4J's {@code MessageFormatter} does, and makes
 * no object. Has no state; any thread.
 */
final class PatternText {
  private static final String PLACE = "{}";
  private static final char ESCAPE = '\\';

  private PatternText() {}

  /**
   * Appends the pattern with the arguments in its places. Arguments without a place are ignored,
   * places without an argument stay.
   *
   * @return false if one of the arguments that have a place is neither null nor a string, number,
   *     character or boolean of {@code java.lang}; the text is then as it was. Only code of the
   *     application has the text of such an argument
   */
  static boolean append(StringBuilder text, String pattern, @Nullable Object[] arguments) {
    int start = text.length();
    int done = 0; // of the pattern
    int next = 0; // of the arguments
    while (next < arguments.length) {
      int place = pattern.indexOf(PLACE, done);
      if (place < 0) {
        break;
      }
      int escapes = escapesBefore(pattern, place);
      text.append(pattern, done, escapes == 0 ? place : place - 1);
      if (escapes == 1) {
        text.append('{');
        done = place + 1;
      } else if (appendValue(text, arguments[next])) {
        next++;
        done = place + PLACE.length();
      } else {
        text.setLength(start);
        return false;
      }
    }
    text.append(pattern, done, pattern.length());
    return true;
  }

  /** 0 to 2; the second escapes the first. */
  private static int escapesBefore(String pattern, int place) {
    if (place == 0 || pattern.charAt(place - 1) != ESCAPE) {
      return 0;
    }
    return place > 1 && pattern.charAt(place - 2) == ESCAPE ? 2 : 1;
  }

  /** Returns whether it could: numbers are written without making a string of them. */
  private static boolean appendValue(StringBuilder text, @Nullable Object value) {
    if (value == null || value instanceof String) {
      text.append((String) value);
    } else if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      text.append(((Number) value).intValue());
    } else if (value instanceof Long number) {
      text.append(number.longValue());
    } else if (value instanceof Boolean truth) {
      text.append(truth.booleanValue());
    } else if (value instanceof Character character) {
      text.append(character.charValue());
    } else if (value instanceof Double number) {
      text.append(number.doubleValue());
    } else if (value instanceof Float number) {
      text.append(number.floatValue());
    } else {
      return false;
    }
    return true;
  }
}
