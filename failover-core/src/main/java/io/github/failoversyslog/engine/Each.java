package io.github.failoversyslog.engine;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Closes several things, each of them even if another one fails. */
final class Each {
  private Each() {}

  /**
   * Performs an action on each. Afterwards throws what one of them threw, if any did.
   *
   * @param all only a few
   */
  static <T> void of(List<T> all, Consumer<T> action) {
    rest(all.iterator(), action);
  }

  private static <T> void rest(Iterator<T> left, Consumer<T> action) {
    if (left.hasNext()) {
      try {
        action.accept(left.next());
      } finally {
        rest(left, action);
      }
    }
  }
}
