package io.github.failoversyslog;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Text of events, such that it is the same from every framework. */
public final class EventText {
  private EventText() {}

  /**
   * Appends a line feed and the stack trace as the JDK prints it, with line feeds on every system
   * and none at the end.
   */
  public static StringBuilder appendStackTrace(Throwable thrown, StringBuilder text) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return withoutLineEnd(
        text.append('\n').append(trace.toString().replace(System.lineSeparator(), "\n")));
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
