package io.github.failoversyslog;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text of events, such that it is the same from every framework. */
public final class EventText {
  /** PRI, and VERSION or the name of a month: RFC 5424 section 6, RFC 3164 section 4.1. */
  private static final Pattern HEADER =
      Pattern.compile("<\\d{1,3}>(1 |(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) )");

  private EventText() {}

  /**
   * The stack trace as the JDK prints it, with line feeds on every system and none at the end; what
   * is wrong, if a throwable cannot be printed.
   */
  public static String stackTrace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    try {
      thrown.printStackTrace(new PrintWriter(trace));
    } catch (RuntimeException | StackOverflowError e) {
      trace.append(failed(thrown, e));
    }
    return withLineFeeds(trace.toString());
  }

  /** The text with line feeds on every system, and none at the end. */
  public static String withLineFeeds(String text) {
    String lines = text.replace(System.lineSeparator(), "\n");
    return lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines;
  }

  /** Like {@link #withLineFeeds}, without empty lines at the end. */
  static String trimmedTrace(CharSequence text) {
    String lines = text.toString().replace(System.lineSeparator(), "\n");
    int end = lines.length();
    while (end > 0 && lines.charAt(end - 1) == '\n') {
      end--;
    }
    return lines.substring(0, end);
  }

  /**
   * The lines of a stack trace, each for a message of its own; all begin with a tab, by which they
   * can be distinguished from messages of events.
   */
  public static List<String> lines(String stackTrace) {
    return stackTrace.lines().map(line -> line.startsWith("\t") ? line : "\t" + line).toList();
  }

  /**
   * The object's text, or a text that names the failure. That of an array is as SLF4J's
   * MessageFormatter has it: {@code [1, [a, b]]}.
   */
  public static String of(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    try {
      return value != null && value.getClass().isArray()
          ? ArrayText.of(value)
          : Objects.requireNonNullElse(String.valueOf(value), "null"); // as it is printed
    } catch (RuntimeException | StackOverflowError e) {
      return failed(value, e);
    }
  }

  /**
   * The text that the function makes of the object, or a text that names the failure.
   *
   * @param text may return null if there is none
   */
  public static <T> @Nullable String of(T object, Function<T, @Nullable String> text) {
    try {
      return text.apply(object);
    } catch (RuntimeException | StackOverflowError e) {
      return failed(object, e);
    }
  }

  /** The text for an object whose own text could not be had. */
  public static String failed(@Nullable Object value, Throwable failure) {
    String className = value == null ? "null" : value.getClass().getName();
    return "[" + className + " has no text: " + failure.getClass().getName() + "]";
  }

  /** Whether the text begins with the header of a syslog message, of either format. */
  static boolean beginsWithHeader(CharSequence text) {
    return HEADER.matcher(text).lookingAt();
  }

  /**
   * Whether what the layout makes of the event begins with the header of a syslog message, of
   * either format; false if it fails.
   */
  public static <E> boolean beginsWithHeader(
      Function<? super E, ? extends CharSequence> layout, E event) {
    try {
      return beginsWithHeader(layout.apply(event));
    } catch (RuntimeException | LinkageError e) { // of a converter; it may work for others
      return false;
    }
  }

  /**
   * Whether what the pattern makes of the events differs.
   *
   * @param withThrowable is like the other one but for its throwable
   */
  public static <E> boolean showsThrowables(
      Function<? super E, ? extends CharSequence> pattern, E withThrowable, E without) {
    String trace = trimmedTrace(pattern.apply(withThrowable));
    return !trace.equals(trimmedTrace(pattern.apply(without)));
  }

  /** Whether this very object is in the list, be there others that are equal to it or not. */
  static boolean isAmong(List<?> objects, Object object) {
    for (Object each : objects) {
      if (each == object) {
        return true;
      }
    }
    return false;
  }

  /** Takes away the line end that layouts, which write for files, put at the end. */
  public static StringBuilder withoutLineEnd(StringBuilder text) {
    removeLast(text, '\n');
    removeLast(text, '\r');
    return text;
  }

  private static void removeLast(StringBuilder text, char end) {
    int last = text.length() - 1;
    if (last >= 0 && text.charAt(last) == end) {
      text.setLength(last);
    }
  }
}
