package io.github.failoversyslog.ring;

/**
 * The memory of a ring cannot be accessed: the mapped file was truncated, or its disk failed. Has
 * no stack trace, since every event may throw one.
 */
public final class SpoolFaultException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SpoolFaultException() {
    super(SpoolTexts.memoryFault(), null, false, false);
  }
}
