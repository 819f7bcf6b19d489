package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.ContextSource;
import io.github.failoversyslog.EventText;
import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.config.MessageSettings;
import io.github.failoversyslog.config.StackTrace;
import java.util.List;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.layout.Rfc5424Layout;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.StructuredDataCollectionMessage;
import org.apache.logging.log4j.message.StructuredDataId;
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
      (name, value, message) -> message.param(name, value == null ? null : EventText.of(value));
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
    ReadOnlyStringMap context = event.getContextData();
    if (context != null) {
      message.context(context, CONTEXT);
    }
    message.origin(event.getLoggerName(), event.getThreadName());
    if (settings.includeMarker() && event.getMarker() != null) {
      Markers.writeTo(message, event.getMarker());
    }
    if (settings.stackTrace() == StackTrace.STRUCTURED_DATA && event.getThrown() != null) {
      writeStackTrace(message, stackTrace.of(event, event.getThrown()));
    }
    writeElementsOf(event.getMessage(), message);
    for (int i = 0; i < elements.size(); i++) { // no iterator: this runs for every event
      elements.get(i).writeTo(message, event);
    }
  }

  private static void writeStackTrace(MessageWriter message, String trace) {
    if (!trace.isEmpty()) {
      message.stackTrace(trace);
    }
  }

  private static void writeElementsOf(@Nullable Message data, MessageWriter message) {
    if (data instanceof MapMessage<?, ?> map) {
      writeElement(map, message);
    } else if (data instanceof StructuredDataCollectionMessage collection) {
      for (StructuredDataMessage each : collection) {
        if (each != null) {
          writeElement(each, message);
        }
      }
    }
  }

  private static void writeElement(MapMessage<?, ?> map, MessageWriter message) {
    message.element(idOf(map));
    map.forEach(PARAM, message);
  }

  private static String idOf(MapMessage<?, ?> map) {
    if (!(map instanceof StructuredDataMessage structured)) {
      return MAP_ID;
    }
    StructuredDataId id = structured.getId();
    return id == null || id.getName() == null
        ? Rfc5424Layout.DEFAULT_ID
        : id.toString(); // with its number, if it has one
  }
}
