package io.github.failoversyslog;

import org.jspecify.annotations.Nullable;

/**
 * Reads the context data of a framework: names, each with a value. Has no state; any thread.
 *
 * @param <D> the framework's own type
 */
public interface ContextSource<D> {

  /** How many entries there are. */
  int size(D data);

  /** Null if there is none of this name. */
  @Nullable Object value(D data, String name);

  /** Hands all entries to {@link MessageWriter#context(String, Object)}, in the order of names. */
  void writeTo(MessageWriter message, D data);
}
