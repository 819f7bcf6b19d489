package io.github.failoversyslog.ring;

/** The size of a ring: a power of two that an int can index. */
final class Capacity {
  private static final int SMALLEST = 64;
  private static final int LARGEST = 1 << 30;

  private Capacity() {}

  static boolean isPossible(long bytes) {
    return bytes >= SMALLEST && bytes <= LARGEST && Long.bitCount(bytes) == 1;
  }

  /**
   * @param bytes 64 to 2^30
   */
  static int atLeast(long bytes) {
    if (bytes < SMALLEST || bytes > LARGEST) {
      throw new IllegalArgumentException(
          "capacity is " + bytes + "; expected " + SMALLEST + " to " + LARGEST);
    }
    return Math.max(SMALLEST, Integer.highestOneBit((int) bytes - 1) << 1);
  }
}
