package io.github.failoversyslog;

import org.jspecify.annotations.Nullable;

/**
 * Caches the element made of the last context data: most events of a thread have the same data as
 * the one before. Not for several threads at once.
 */
final class LastContext {
  private static final int MOST_ENTRIES = 16; // with more, looking at all would not be cheap
  private static final byte[] NOTHING = {};

  private final String[] names = new String[MOST_ENTRIES];
  private final Object[] values = new Object[MOST_ENTRIES];
  private int count;
  private boolean known;
  private byte[] element = NOTHING;

  /** Empties the cache; {@link #add} for each entry of other data follows, then {@link #store}. */
  void forget() {
    known = false;
    count = 0;
  }

  /** Adds an entry. Only strings are cached: other objects may have another text next time. */
  void add(String name, @Nullable Object value) {
    if (count < MOST_ENTRIES && count >= 0 && value instanceof String) {
      names[count] = name;
      values[count++] = value;
    } else {
      count = -1;
    }
  }

  /**
   * Keeps the element made of the entries that were added.
   *
   * @param newElement empty if nothing was written; null if it must not be used again
   */
  void store(byte @Nullable [] newElement) {
    known = newElement != null && count >= 0;
    element = newElement == null ? NOTHING : newElement;
  }

  /** Whether the data has the very strings that were added, and the element is kept. */
  <D> boolean matches(D data, ContextSource<D> source) {
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
