package io.github.failoversyslog.ring;

import java.io.IOException;

/** A spool's file cannot be used, and another one may take its place; the message says why. */
final class DamagedSpoolException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param reason as the end of a sentence
   */
  DamagedSpoolException(String reason) {
    super(reason);
  }
}
