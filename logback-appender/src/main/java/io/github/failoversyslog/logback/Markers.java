package io.github.failoversyslog.logback;

import io.github.failoversyslog.EventText;
import io.github.failoversyslog.MessageWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/** Reads markers, which may be anybody's. */
final class Markers {
  private Markers() {}

  /** Null if it has none. */
  static @Nullable String nameOf(@Nullable Marker marker) {
    try {
      return marker == null ? null : marker.getName();
    } catch (RuntimeException | StackOverflowError e) {
      return EventText.failed(marker, e);
    }
  }

  /**
   * Markers with those that they refer to, and so on; one that refers to itself has no end
   * otherwise.
   */
  static void writeTo(MessageWriter message, List<Marker> markers) {
    for (Marker marker : markers) {
      if (marker != null) {
        writeTo(message, marker, new ArrayList<>());
      }
    }
  }

  @SuppressWarnings("deprecation") // SLF4J advises against references, and applications have them
  private static void writeTo(MessageWriter message, Marker marker, List<Marker> written) {
    for (Marker other : written) {
      if (other == marker) {
        return;
      }
    }
    written.add(marker);
    message.marker(nameOf(marker));
    for (Iterator<Marker> references = marker.iterator(); references.hasNext(); ) {
      writeTo(message, references.next(), written);
    }
  }
}
