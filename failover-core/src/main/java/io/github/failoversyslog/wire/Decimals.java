package io.github.failoversyslog.wire;

import java.nio.ByteBuffer;

/** Numbers as ASCII digits, without leading zeros and without garbage. */
final class Decimals {
  /** The most digits that an {@code int} has. */
  static final int MAX_DIGITS = 10;

  private Decimals() {}

  /**
   * @param number 0 or more
   * @return how many digits it has
   */
  static int digitsOf(int number) {
    if (number < 100) {
      return number < 10 ? 1 : 2;
    }
    if (number < 1000) { // most messages; comparing costs less than dividing
      return 3;
    }
    int digits = 4;
    for (int rest = number / 10_000; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }

  /**
   * Appends the number.
   *
   * @param number 0 or more
   * @param batch with room for its digits
   * @return the batch
   */
  static ByteBuffer put(ByteBuffer batch, int number) {
    if (number >= 100
        && number < 1000) { // most messages; a loop costs as much as copying the message
      return batch
          .put((byte) ('0' + number / 100))
          .put((byte) ('0' + number / 10 % 10))
          .put((byte) ('0' + number % 10));
    }
    int end = batch.position() + digitsOf(number);
    int rest = number;
    for (int at = end - 1; at >= batch.position(); at--) {
      batch.put(at, (byte) ('0' + rest % 10));
      rest /= 10;
    }
    return batch.position(end);
  }
}
