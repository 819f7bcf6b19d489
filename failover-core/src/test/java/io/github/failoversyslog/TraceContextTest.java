package io.github.failoversyslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.wire.EncodeBuffer;
import io.github.failoversyslog.wire.Encoding;
import io.github.failoversyslog.wire.MessageEncoder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Structured data with nothing but this element. */
class TraceContextTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final ContextSource<Map<String, Object>> MAPS = new MapSource();

  private final Encoding encoding = encoding();
  private final EncodeBuffer buffer = encoding.newBuffer();
  private final MessageEncoder encoder = encoding.newEncoder(buffer);
  private final TraceContext trace = new TraceContext(encoder.data());

  private static Encoding encoding() {
    SenderConfig config = SenderConfig.of(Map.of("host", "log1", "processId", "7"));
    return new Encoding(config.protocol(), config.message(), "web1", List.of());
  }

  private String written(Map<String, Object> context) {
    encoding.begin(encoder, Severity.ERROR, 0, 0, null);
    trace.write(context, MAPS);
    encoder.finish();
    String message = new String(buffer.array(), 0, buffer.length(), UTF_8);
    return message.substring(message.indexOf(" 7 - ") + " 7 - ".length());
  }

  @Test
  void writesTheEntriesOfOpenTelemetry() {
    assertThat(
            written(Map.of("trace_flags", "01", "span_id", SPAN, "trace_id", TRACE, "user", "jo")))
        .isEqualTo(
            "[opentelemetry trace_id=\"0af7651916cd43dd8448eb211c80319c\""
                + " span_id=\"b7ad6b7169203331\" trace_flags=\"01\"]");
    assertThat(List.of("trace_id", "span_id", "trace_flags")).allMatch(trace::has);
    assertThat(List.of("user", "traceId", "spanId")).noneMatch(trace::has);
  }

  @Test
  void writesTheEntriesOfMicrometerWhichHasNoFlags() {
    assertThat(written(Map.of("traceId", TRACE, "spanId", SPAN, "trace_flags", "01")))
        .isEqualTo(
            "[opentelemetry trace_id=\"0af7651916cd43dd8448eb211c80319c\""
                + " span_id=\"b7ad6b7169203331\"]");
    assertThat(List.of("traceId", "spanId")).allMatch(trace::has);
    assertThat(List.of("trace_flags", "trace_id")).noneMatch(trace::has);
  }

  @Test
  void leavesOutWhatIsAbsent() {
    assertThat(written(Map.of("trace_id", TRACE)))
        .isEqualTo("[opentelemetry trace_id=\"0af7651916cd43dd8448eb211c80319c\"]");
  }

  @Test
  void writesNothingWithoutATraceIdAndTakesNothing() {
    written(Map.of("trace_id", TRACE, "span_id", SPAN));

    assertThat(written(Map.of("span_id", SPAN, "spanId", SPAN, "trace_id", ""))).isEqualTo("-");
    assertThat(List.of("trace_id", "span_id", "spanId")).noneMatch(trace::has);
  }

  @Test
  void prefersTheEntriesOfOpenTelemetry() {
    assertThat(written(Map.of("traceId", "other", "trace_id", TRACE)))
        .isEqualTo("[opentelemetry trace_id=\"0af7651916cd43dd8448eb211c80319c\"]");
    assertThat(trace.has("traceId")).isFalse();
  }

  @Test
  void escapesValues() {
    assertThat(written(Map.of("trace_id", "a\"]b")))
        .isEqualTo("[opentelemetry trace_id=\"a\\\"\\]b\"]");
  }
}
