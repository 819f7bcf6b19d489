package io.github.failoversyslog.status;

/** The reason why an event was discarded. Its text follows the number of events. */
public enum DiscardReason {
  /** The buffer was full. */
  BUFFER_FULL("logged while the buffer was full (bufferSize)"),
  /** The buffer was over 80 % full, and the event below {@code discardBelow}. */
  BUFFER_RESERVED("below discardBelow, buffer over 80 % full"),
  /** No buffer space became free within {@code blockTimeout}. */
  BLOCK_TIMEOUT("timed out waiting for buffer space (blockTimeout)"),
  /** The sender had been stopped or was stopping. */
  STOPPED("logged after the appender was stopped"),
  /** The sender stopped before the event was sent. */
  UNSENT_AT_STOP("not sent before the appender stopped (shutdownTimeout)"),
  /** The spool file was truncated while in use, or its disk failed. */
  SPOOL_FAULT("lost with a truncated or unreadable spool file"),
  /** Formatting the event or reading its data failed. */
  ABANDONED("failed while being formatted"),
  /** The server rejected it twice. RELP only. */
  REJECTED("rejected twice by the server");

  private final String text;

  DiscardReason(String text) {
    this.text = text;
  }

  /** The reason in words, such as "rejected twice by the server". */
  @Override
  public String toString() {
    return text;
  }
}
