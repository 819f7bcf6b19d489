package io.github.failoversyslog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.failoversyslog.EventText;
import io.github.failoversyslog.MessageSettings;
import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.StackTrace;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** Makes structured data of what an event has besides its text. */
final class EventData {
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

  void writeTo(MessageWriter message, ILoggingEvent event) {
    message.context(contextOf(event));
    message.origin(event.getLoggerName(), event.getThreadName());
    List<Marker> markers = event.getMarkerList();
    if (settings.includeMarker() && markers != null) {
      markers.forEach(marker -> writeMarker(message, marker));
    }
    if (settings.stackTrace() == StackTrace.STRUCTURED_DATA && event.getThrowableProxy() != null) {
      writeStackTrace(message, stackTrace.of(event, event.getThrowableProxy()));
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

  /** The MDC and the event's key-value pairs, as Log4j2 has them for SLF4J: the pairs win. */
  private static Map<String, String> contextOf(ILoggingEvent event) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs == null || pairs.isEmpty()) {
      return event.getMDCPropertyMap();
    }
    Map<String, String> all = new HashMap<>(event.getMDCPropertyMap());
    pairs.forEach(pair -> all.put(String.valueOf(pair.key), EventText.of(pair.value)));
    return all;
  }

  @SuppressWarnings("deprecation") // SLF4J advises against references, and applications have them
  private static void writeMarker(MessageWriter message, Marker marker) {
    message.marker(marker.getName());
    for (Iterator<Marker> references = marker.iterator(); references.hasNext(); ) {
      writeMarker(message, references.next());
    }
  }
}
