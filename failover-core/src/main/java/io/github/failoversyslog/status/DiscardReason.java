package io.github.failoversyslog.status;

/** Why an event was not, or will not be, delivered. */
public enum DiscardReason {
  /** The buffer was full. */
  BUFFER_FULL("the buffer was full"),
  /** The buffer was more than 80 % full, and the event not serious enough for the rest. */
  BUFFER_RESERVED("the buffer was kept for more serious ones"),
  /** The caller waited for room, and none came in time. */
  BLOCK_TIMEOUT("no room in the buffer in time"),
  /** The sender had been stopped, or was being stopped. */
  STOPPED("the appender was stopped"),
  /** The sender stopped before a server took it. */
  UNSENT_AT_STOP("no server took it before the stop"),
  /** The spool's file was cut short, or its disk is broken. */
  SPOOL_FAULT("the spool could not be written or read"),
  /** No message could be made of it: what had to be read or formatted for that failed. */
  ABANDONED("they failed while being formatted"),
  /** A log server refused it, and refused it again. RELP only. */
  REJECTED("a log server refused it twice");

  private final String text;

  DiscardReason(String text) {
    this.text = text;
  }

  /** In words, such as "the buffer was full". */
  @Override
  public String toString() {
    return text;
  }
}
