package io.github.failoversyslog.ring;

/**
 * Faults of access to mapped memory. The JVM continues after the instruction that failed and throws
 * an {@link InternalError} later. Compiled code of Java 17 throws it when this thread next calls
 * into the runtime, possibly in the middle of application code.
 */
final class MappedMemoryFaults {
  private static final int ATTEMPTS = 3;
  private static final int SLOW_BYTES = 1 << 21; // too large for the fast allocation path
  private static final byte[] NONE = {};

  private static volatile byte[] allocated = NONE; // keeps the allocation from being optimized away

  private MappedMemoryFaults() {}

  /**
   * Makes the JVM throw pending faults of this thread now, and discards them. Takes 0.1 ms.
   *
   * <p>Callers catch {@link InternalError} around the call itself. What the interpreter throws as
   * it enters a method cannot be caught in that method, so a method around this one does not help.
   */
  static void swallow() {
    boolean swallowed = false;
    for (int attempt = 0; attempt < ATTEMPTS && !swallowed; attempt++) {
      try {
        allocated = new byte[SLOW_BYTES];
        swallowed = allocated.length > 0;
      } catch (InternalError | OutOfMemoryError e) {
        // a pending fault, or out of memory; try again
      }
    }
    allocated = NONE;
  }
}
