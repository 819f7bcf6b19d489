package io.github.failoversyslog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.failoversyslog.EventText;
import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.config.MessageSettings;
import io.github.failoversyslog.config.StackTrace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** Makes structured data of what an event has besides its text. */
final class EventData {
  private final MessageSettings settings;
  private final List<StructuredDataElement> elements;
  private final ThrowableText stackTrace;
  private final Consumer<String> warnings;
  private final AtomicBoolean contextWarned = new AtomicBoolean();

  /**
   * @param elements that every event has
   * @param warnings takes what is to be told of events, once each
   */
  EventData(
      MessageSettings settings,
      List<StructuredDataElement> elements,
      ThrowableText stackTrace,
      Consumer<String> warnings) {
    this.settings = settings;
    this.stackTrace = stackTrace;
    this.elements = List.copyOf(elements);
    this.warnings = warnings;
  }

  void writeTo(MessageWriter message, ILoggingEvent event) {
    message.context(contextOf(event));
    message.origin(event.getLoggerName(), event.getThreadName());
    List<Marker> markers = event.getMarkerList();
    if (settings.includeMarker() && markers != null) {
      Markers.writeTo(message, markers);
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
  private Map<String, String> contextOf(ILoggingEvent event) {
    Map<String, String> context = mdcOf(event);
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs == null || pairs.isEmpty()) {
      return context;
    }
    Map<String, String> all = new HashMap<>(context);
    for (KeyValuePair pair : pairs) {
      if (pair != null) {
        all.put(String.valueOf(pair.key), EventText.of(pair.value));
      }
    }
    return all;
  }

  /** A context that was made by hand may have no MDC: events do without. */
  private Map<String, String> mdcOf(ILoggingEvent event) {
    try {
      Map<String, String> mdc = event.getMDCPropertyMap();
      return mdc == null ? Map.of() : mdc;
    } catch (RuntimeException e) {
      if (contextWarned.compareAndSet(false, true)) {
        warnings.accept(
            "the MDC cannot be read ("
                + e
                + "); events are sent without it; a LoggerContext that is made by hand needs"
                + " setMDCAdapter(MDC.getMDCAdapter())");
      }
      return Map.of();
    }
  }
}
