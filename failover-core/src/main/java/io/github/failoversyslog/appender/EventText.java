package io.github.failoversyslog.appender;

import io.github.failoversyslog.text.ObjectText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Stack traces, and what layouts and patterns make of events. */
public final class EventText {
  /** PRI, and VERSION or the name of a month: RFC 5424 section 6, RFC 3164 section 4.1. */
  private static final Pattern HEADER =
      Pattern.compile("<\\d{1,3}>(1 |(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) )");

  private EventText() {}

  /**
   * The stack trace as the JDK prints it, {@link #withLineFeeds}; what is wrong, if a throwable
   * cannot be printed.
   */
  public static String stackTrace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    try {
      thrown.printStackTrace(new PrintWriter(trace));
    } catch (RuntimeException | StackOverflowError e) {
      trace.append(ObjectText.failed(thrown, e));
    }
    return withLineFeeds(trace.getBuffer());
  }

  /** The text with line feeds on every system, without the one that ends it. */
  public static String withLineFeeds(CharSequence text) {
    String lines = text.toString().replace(System.lineSeparator(), "\n");
    return lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines;
  }

  /**
   * What a pattern has made of a throwable, {@link #withLineFeeds} but no empty lines at its end.
   */
  static String ofPattern(CharSequence text) {
    String lines = withLineFeeds(text);
    while (lines.endsWith("\n")) {
      lines = withLineFeeds(lines);
    }
    return lines;
  }

  /**
   * The lines of a stack trace, each for a message of its own; all begin with a tab, by which they
   * can be distinguished from messages of events.
   */
  public static List<String> lines(String stackTrace) {
    return stackTrace.lines().map(line -> line.startsWith("\t") ? line : "\t" + line).toList();
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
    String trace = ofPattern(pattern.apply(withThrowable));
    return !trace.equals(ofPattern(pattern.apply(without)));
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
