package io.github.failoversyslog.ring;

import java.util.Random;

/** Where a story takes its decisions from: a random number generator, or the bytes of a fuzzer. */
public interface Choices {

  /**
   * @param bound 1 to 65536
   * @return 0 to {@code bound - 1}
   */
  int next(int bound);

  /** Whether there are decisions left; {@link #next} returns 0 when there are none. */
  boolean hasMore();

  /** An even choice of each kind. */
  static Choices of(Random random, int number) {
    return new Choices() {
      private int left = number;

      @Override
      public int next(int bound) {
        left--;
        return random.nextInt(bound);
      }

      @Override
      public boolean hasMore() {
        return left > 0;
      }
    };
  }

  /** One byte for each choice of up to 256, two for others. */
  static Choices of(byte[] input) {
    return new Choices() {
      private int at;

      @Override
      public int next(int bound) {
        int value = nextByte();
        return (bound > 256 ? value << 8 | nextByte() : value) % bound;
      }

      private int nextByte() {
        return at < input.length ? input[at++] & 0xFF : 0;
      }

      @Override
      public boolean hasMore() {
        return at < input.length;
      }
    };
  }
}
