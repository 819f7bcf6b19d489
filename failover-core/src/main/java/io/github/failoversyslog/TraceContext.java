package io.github.failoversyslog;

import io.github.failoversyslog.text.ObjectText;
import io.github.failoversyslog.wire.StructuredData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the trace and the span that a tracing library has put into the context data. Not for
 * several threads at once.
 *
 * <p>Source: OpenTelemetry specification, Trace Context in non-OTLP Log Formats, Syslog RFC5424.
 */
final class TraceContext {
  private static final byte[] ELEMENT = StructuredData.elementStart("opentelemetry");
  private static final List<String> PARAMS = List.of("trace_id", "span_id", "trace_flags");

  /** Of OpenTelemetry; of Micrometer Tracing and Brave, which have no flags. */
  private static final List<List<String>> LIBRARIES = List.of(PARAMS, List.of("traceId", "spanId"));

  private final StructuredData data;
  private List<String> found = List.of();

  TraceContext(StructuredData data) {
    this.data = data;
  }

  /** Writes the element if there is a trace id. */
  <D> void write(D entries, ContextSource<D> source) {
    found = namesIn(entries, source);
    for (int i = 0; i < found.size(); i++) { // no iterator: this runs for every event
      Object value = source.value(entries, found.get(i));
      if (value != null) {
        data.element(ELEMENT);
        data.param(PARAMS.get(i), ObjectText.of(value));
      }
    }
  }

  private static <D> List<String> namesIn(D entries, ContextSource<D> source) {
    for (int i = 0; i < LIBRARIES.size(); i++) {
      if (isGiven(source.value(entries, LIBRARIES.get(i).get(0)))) {
        return LIBRARIES.get(i);
      }
    }
    return List.of();
  }

  private static boolean isGiven(@Nullable Object traceId) {
    return traceId != null && !"".equals(traceId);
  }

  /** Whether the entry of this name is in the element that was written last. */
  boolean has(String name) {
    return found.contains(name);
  }
}
