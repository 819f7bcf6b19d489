package io.github.failoversyslog.ring;

/**
 * The memory under a ring cannot be written: the file that is mapped there was cut short, or its
 * disk is broken. Has no stack trace, since every event may cause one.
 */
public final class SpoolFaultException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SpoolFaultException() {
    super(SpoolTexts.memoryFault(), null, false, false);
  }
}
