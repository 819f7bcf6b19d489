package io.github.failoversyslog.config;

/** Where the stack trace of an event goes. */
public enum StackTrace {
  /** Into MSG, behind the event's message; with a layout, where that puts it. */
  MESSAGE("message"),
  /** Into messages of its own, one for each line, behind that of the event. */
  LINES("lines"),
  /** Into structured data. */
  STRUCTURED_DATA("structuredData"),
  /** It is left out. */
  NONE("none");

  private final String text;

  StackTrace(String text) {
    this.text = text;
  }

  /** As it is written in a configuration. */
  @Override
  public String toString() {
    return text;
  }
}
