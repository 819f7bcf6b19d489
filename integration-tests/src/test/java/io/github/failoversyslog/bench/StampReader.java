package io.github.failoversyslog.bench;

import java.util.function.LongConsumer;

/** Finds the {@linkplain Stamp stamps} in the bytes of one connection, whatever their framing. */
final class StampReader {
  private final LongConsumer stamps;
  private boolean inside; // after the mark that begins a stamp
  private long value;

  /**
   * @param stamps is given the time of each stamp
   */
  StampReader(LongConsumer stamps) {
    this.stamps = stamps;
  }

  /** Reads bytes that continue those of the previous call. */
  void read(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      byte next = bytes[i];
      if (next == Stamp.MARK) {
        mark();
      } else if (inside) {
        inside = next >= '0' && next <= '9'; // else that mark was the end of another stamp
        value = 10 * value + next - '0';
      }
    }
  }

  private void mark() {
    if (inside && value > 0) {
      stamps.accept(value);
      inside = false;
    } else {
      inside = true;
    }
    value = 0;
  }
}
