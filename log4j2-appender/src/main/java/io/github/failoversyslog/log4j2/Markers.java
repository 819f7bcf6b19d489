package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.EventText;
import io.github.failoversyslog.MessageWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Marker;
import org.jspecify.annotations.Nullable;

/** Reads markers, which may be anybody's. */
final class Markers {
  private Markers() {}

  /** Null if it has none. */
  static @Nullable String nameOf(Marker marker) {
    try {
      return marker.getName();
    } catch (RuntimeException | StackOverflowError e) {
      return EventText.failed(marker, e);
    }
  }

  /** The marker with its parents and theirs; one that is its own parent has no end otherwise. */
  static void writeTo(MessageWriter message, Marker marker) {
    if (marker.hasParents()) {
      writeTo(message, marker, new ArrayList<>());
    } else {
      message.marker(nameOf(marker));
    }
  }

  private static void writeTo(MessageWriter message, Marker marker, List<Marker> written) {
    for (Marker other : written) {
      if (other == marker) {
        return;
      }
    }
    written.add(marker);
    message.marker(nameOf(marker));
    Marker[] parents = marker.getParents();
    if (parents != null) {
      for (Marker parent : parents) {
        writeTo(message, parent, written);
      }
    }
  }
}
