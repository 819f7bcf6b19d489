package io.github.failoversyslog.appender;

import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.text.ObjectText;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes the names of a marker and of those that it refers to, and so on; each once, as one that
 * refers to itself has no end otherwise.
 *
 * @param <M> the framework's marker
 */
public final class MarkerNames<M> {
  private final MessageWriter message;
  private final Function<M, @Nullable String> name;
  private final Function<M, Iterator<M>> references;
  private final List<M> written = new ArrayList<>();

  private MarkerNames(
      MessageWriter message,
      Function<M, @Nullable String> name,
      Function<M, Iterator<M>> references) {
    this.message = message;
    this.name = name;
    this.references = references;
  }

  /**
   * For a marker without references nothing is allocated.
   *
   * @param name null if a marker has none; may fail
   */
  public static <M> void write(
      MessageWriter message,
      M marker,
      Function<M, @Nullable String> name,
      Function<M, Iterator<M>> references) {
    Iterator<M> others = references.apply(marker);
    if (others.hasNext()) {
      new MarkerNames<>(message, name, references).write(marker);
    } else {
      message.marker(ObjectText.of(marker, name));
    }
  }

  private void write(M marker) {
    if (ObjectText.isAmong(written, marker)) {
      return;
    }
    written.add(marker);
    message.marker(ObjectText.of(marker, name));
    for (Iterator<M> others = references.apply(marker); others.hasNext(); ) {
      write(others.next());
    }
  }
}
