package io.github.failoversyslog.engine;

import java.util.List;
import java.util.function.Consumer;

/** Closes several things, each of them even if another one fails. */
public final class Each {
  private Each() {}

  /**
   * Performs an action on each, and throws afterwards what the first failed one threw; the others
   * are suppressed in it.
   */
  public static <T> void of(List<T> all, Consumer<T> action) {
    Throwable first = null;
    for (T one : all) {
      try {
        action.accept(one);
      } catch (RuntimeException | Error e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
