package io.github.failoversyslog.engine;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Messages that the sender may take for read although they are lost: what it saw of the end of
 * their connection cannot be told from a receipt. Once such a message is written again, it has to
 * be read like any other, unless it leaves the ring among confirmed ones: that receipt still
 * counts.
 */
final class Excuses {
  private final BitSet excused = new BitSet();
  private final BitSet writtenAgain = new BitSet();

  void excuses(int message) {
    excused.set(message);
  }

  void writes(int message) {
    if (excused.get(message)) {
      excused.clear(message);
      writtenAgain.set(message);
    }
  }

  /**
   * The messages from {@code from} to before {@code to} leave the ring.
   *
   * @param confirmed how many of them are counted as confirmed
   * @param read whether a message needs no excuse
   */
  void leave(int from, int to, int confirmed, IntPredicate read) {
    int left = confirmed;
    for (int message = from; left > 0 && message < to; message++) {
      if (writtenAgain.get(message) && !read.test(message)) {
        excused.set(message);
        left--;
      }
    }
  }

  boolean has(int message) {
    return excused.get(message);
  }
}
