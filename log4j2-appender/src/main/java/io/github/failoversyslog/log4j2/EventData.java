package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.ContextSource;
import io.github.failoversyslog.EventText;
import io.github.failoversyslog.MessageSettings;
import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.StackTrace;
import java.util.List;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.TriConsumer;
import org.jspecify.annotations.Nullable;

/** Makes structured data of what an event has besides its text. */
final class EventData {
  private static final ContextSource<ReadOnlyStringMap> CONTEXT =
      new ContextSource<>() {
        private static final TriConsumer<String, @Nullable Object, MessageWriter> ENTRY =
            (name, value, message) -> message.context(name, value);

        @Override
        public int size(ReadOnlyStringMap data) {
          return data.size();
        }

        @Override
        public @Nullable Object value(ReadOnlyStringMap data, String name) {
          return data.getValue(name);
        }

        @Override
        public void writeTo(MessageWriter message, ReadOnlyStringMap data) {
          data.forEach(ENTRY, message);
        }
      };
  private static final TriConsumer<String, @Nullable Object, MessageWriter> PARAM =
      (name, value, message) -> message.param(name, EventText.of(value));
  private static final String MAP_ID = "map";

  private final MessageSettings settings;
  private final List<StructuredDataElement> elements;
  private final ThrowableText stackTrace;

  /**
   * @param elements that every event has
   */
  EventData(
      MessageSettings settings, List<StructuredDataElement> elements, ThrowableText stackTrace) {
    this.settings = settings;
    this.stackTrace = stackTrace;
    this.elements = List.copyOf(elements);
  }

  void writeTo(MessageWriter message, LogEvent event) {
    message.context(event.getContextData(), CONTEXT);
    message.origin(event.getLoggerName(), event.getThreadName());
    if (settings.includeMarker() && event.getMarker() != null) {
      writeMarker(message, event.getMarker());
    }
    if (settings.stackTrace() == StackTrace.STRUCTURED_DATA && event.getThrown() != null) {
      writeStackTrace(message, stackTrace.of(event, event.getThrown()));
    }
    if (event.getMessage() instanceof MapMessage<?, ?> map) {
      message.element(idOf(map));
      map.forEach(PARAM, message);
    }
    for (int i = 0; i < elements.size(); i++) { // no iterator: this runs for every event
      elements.get(i).writeTo(message, event);
    }
  }

  private static void writeStackTrace(MessageWriter message, String trace) {
    if (!trace.isEmpty()) {
      message.stackTrace(trace);
    }
  }

  private static void writeMarker(MessageWriter message, Marker marker) {
    message.marker(marker.getName());
    if (marker.hasParents()) {
      for (Marker parent : marker.getParents()) {
        writeMarker(message, parent);
      }
    }
  }

  private static String idOf(MapMessage<?, ?> map) {
    return map instanceof StructuredDataMessage structured
        ? structured.getId().toString() // with its number, if it has one
        : MAP_ID;
  }
}
