package io.github.failoversyslog.config;

/** How a receiver on a stream tells one message from the next: RFC 6587 section 3.4. */
public enum FramingMode {
  /** The length before every message; any character may be in it. */
  OCTET_COUNTING("octetCounting"),
  /** A line feed after every message; those inside are replaced. */
  NEWLINE("newline");

  private final String text;

  FramingMode(String text) {
    this.text = text;
  }

  /** As it is written in a configuration. */
  @Override
  public String toString() {
    return text;
  }
}
