package io.github.failoversyslog.config;

/** What becomes of control characters in a message, as far as the framing leaves a choice. */
public enum ControlCharacters {
  /** They are sent as they are. */
  KEEP,
  /** They are sent as {@code #} and three octal digits, a line feed as {@code newlineEscape}. */
  ESCAPE
}
