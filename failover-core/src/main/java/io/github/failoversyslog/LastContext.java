package io.github.failoversyslog;

import org.jspecify.annotations.Nullable;

/**
 * Remembers which element the last context data became: most events of a thread have the same data
 * as the one before. Not for several threads at once.
 */
final class LastContext {
  private static final int MOST_ENTRIES = 16; // with more, looking at all would not be cheap
  private static final byte[] NOTHING = {};

  private final String[] names = new String[MOST_ENTRIES];
  private final Object[] values = new Object[MOST_ENTRIES];
  private int count;
  private boolean known;
  private byte[] element = NOTHING;

  /** Forgets it, to be told of other data. */
  void forget() {
    known = false;
    count = 0;
  }

  /** One more entry. Only strings are remembered: other objects may have another text next time. */
  void add(String name, @Nullable Object value) {
    if (count < MOST_ENTRIES && count >= 0 && value instanceof String) {
      names[count] = name;
      values[count++] = value;
    } else {
      count = -1;
    }
  }

  /**
   * That was all.
   *
   * @param newElement what became of it: empty if nothing; null if it cannot be used again
   */
  void becomes(byte @Nullable [] newElement) {
    known = newElement != null && count >= 0;
    element = newElement == null ? NOTHING : newElement;
  }

  /** Whether these are the very strings that it was told of. */
  <D> boolean is(D data, ContextSource<D> source) {
    if (!known || source.size(data) != count) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (source.value(data, names[i]) != values[i]) {
        return false;
      }
    }
    return true;
  }

  /** Not to be changed. */
  byte[] element() {
    return element;
  }
}
