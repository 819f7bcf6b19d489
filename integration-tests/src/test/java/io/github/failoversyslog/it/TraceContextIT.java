package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.server.Arrival;
import io.github.failoversyslog.it.server.ReceivedMessage;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** Trace and span in the context data: the element {@code opentelemetry}. */
@Tag("logback-versions")
@EachFramework
class TraceContextIT extends ApplicationFixture {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final Map<String, String> IN_A_SPAN =
      Map.of("trace_id", TRACE, "span_id", "b7ad6b7169203331", "trace_flags", "01", "user", "jo");

  TraceContextIT(Framework framework) {
    super(framework);
  }

  @SafeVarargs
  private List<ReceivedMessage> received(Map<String, String>... contexts) {
    SyslogTestServer server = server("primary").open();
    Application application = start();
    for (Map<String, String> context : contexts) {
      application.log(Level.INFO, "order paid", context);
    }
    Eventually.until("all messages", () -> server.messages() >= contexts.length);
    return server.arrivals().stream().map(Arrival::message).toList();
  }

  private static Map<String, Map<String, String>> spanAndUser(String span) {
    return Map.of(
        "opentelemetry", Map.of("trace_id", TRACE, "span_id", span, "trace_flags", "01"),
        "mdc@32473", Map.of("user", "jo"));
  }

  @Test
  void eventsOfOneThreadHaveEachItsOwnSpan() {
    set("traceContext", "true");
    Map<String, String> inTheNextSpan =
        Map.of("trace_id", TRACE, "span_id", "00f067aa0ba902b7", "trace_flags", "01", "user", "jo");

    assertThat(received(IN_A_SPAN, IN_A_SPAN, inTheNextSpan, Map.of("user", "jo"), IN_A_SPAN))
        .extracting(ReceivedMessage::structuredData)
        .containsExactly(
            spanAndUser("b7ad6b7169203331"),
            spanAndUser("b7ad6b7169203331"),
            spanAndUser("00f067aa0ba902b7"),
            Map.of("mdc@32473", Map.of("user", "jo")),
            spanAndUser("b7ad6b7169203331"));
  }

  @Test
  void theElementDoesNotDependOnWhichContextDataIsSent() {
    set("traceContext", "true");
    set("mdcExcludes", "trace*, span*, user");

    assertThat(received(IN_A_SPAN))
        .extracting(ReceivedMessage::structuredData)
        .containsExactly(
            Map.of("opentelemetry", spanAndUser("b7ad6b7169203331").get("opentelemetry")));
  }

  @Test
  void withoutTheSettingTheIdsAreContextDataLikeAnyOther() {
    assertThat(received(IN_A_SPAN))
        .extracting(ReceivedMessage::structuredData)
        .containsExactly(Map.of("mdc@32473", IN_A_SPAN));
  }
}
