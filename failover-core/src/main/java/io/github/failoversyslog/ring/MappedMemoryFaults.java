package io.github.failoversyslog.ring;

/**
 * MappedMemoryFaults in mapped memory. The virtual machine goes on behind the instruction that
 * failed, and throws an {@link InternalError} some time later: in compiled code of Java 17 when
 * this thread has something slow done next, be it in the middle of the application.
 */
final class MappedMemoryFaults {
  private static final int ATTEMPTS = 3;
  private static final int SLOW_BYTES = 1 << 21; // compiled code has no quick way for so many
  private static final byte[] NONE = {};

  private static volatile byte[] allocated = NONE; // so that it is not optimized away

  private MappedMemoryFaults() {}

  /** Has faults of this thread reported now, to nobody. Costs a tenth of a millisecond. */
  static void swallow() {
    boolean swallowed = false;
    for (int attempt = 0; attempt < ATTEMPTS && !swallowed; attempt++) {
      try {
        allocated = new byte[SLOW_BYTES];
        swallowed = allocated.length > 0;
      } catch (InternalError | OutOfMemoryError e) {
        // that was one, or there is no memory for this; once more
      }
    }
    allocated = NONE;
  }
}
