package io.github.failoversyslog.ring;

import java.io.IOException;

/** A spool file is unusable and may be replaced by a new one; the message says why. */
final class DamagedSpoolException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param reason completes a sentence
   */
  DamagedSpoolException(String reason) {
    super(reason);
  }
}
