package io.github.failoversyslog.it;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.server.Arrival;
import io.github.failoversyslog.it.server.ReceivedMessage;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.Level;

/** Messages arrive with the logged content. */
@Tag("logback-versions")
@EachFramework
class ContentIT extends ApplicationFixture {

  ContentIT(Framework framework) {
    super(framework);
    set(SHORT_WAITS);
  }

  @ParameterizedTest
  @EnumSource(FramingMode.class)
  void everyFieldArrives(FramingMode framing) {
    SyslogTestServer server = start(framing);
    OffsetDateTime before = OffsetDateTime.now(UTC).minusNanos(1_000_000);
    Application application = start();
    application.log(Level.ERROR, "grüße 漢字 \uD83D\uDE00 \"quoted\" \\ {}");
    ReceivedMessage message = onlyMessage(server);
    assertThat(message.facility()).isEqualTo(1);
    assertThat(message.severity()).isEqualTo(3);
    assertThat(message.timestamp()).isBetween(before, OffsetDateTime.now(UTC));
    assertThat(message.host()).isNotEqualTo("-");
    assertThat(message.appName()).isEqualTo("shop");
    assertThat(message.procId()).isEqualTo(Long.toString(ProcessHandle.current().pid()));
    assertThat(message.msgId()).isEqualTo("-");
    assertThat(message.structuredData()).isEmpty();
    assertThat(message.text()).isEqualTo("grüße 漢字 \uD83D\uDE00 \"quoted\" \\ {}");
  }

  @Test
  void levelsBecomeSeverities() {
    SyslogTestServer server = start(FramingMode.OCTET_COUNTING);
    Application application = start();
    for (Level level : new Level[] {Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG}) {
      application.log(level, level.name());
    }
    Eventually.until("all", () -> server.messages() == 4);
    assertThat(server.arrivals())
        .extracting(arrival -> arrival.message().severity())
        .containsExactly(3, 4, 6, 7);
  }

  @Test
  void contextDataOfTheCallingThreadArrives() throws Exception {
    SyslogTestServer server = start(FramingMode.OCTET_COUNTING);
    Application application = start();
    Thread other =
        new Thread(() -> application.log(Level.INFO, "other", Map.of("user", "\"o]\\ther\"")));
    other.start();
    other.join();
    application.log(Level.INFO, "mine", Map.of("user", "möe", "order id", "7"));
    application.info("none");
    Eventually.until("all", () -> server.messages() == 3);
    assertThat(server.arrivals())
        .extracting(Arrival::text, arrival -> arrival.message().structuredData())
        .containsExactly(
            tuple("other", Map.of("mdc@32473", Map.of("user", "\"o]\\ther\""))),
            tuple("mine", Map.of("mdc@32473", Map.of("user", "möe", "order_id", "7"))),
            tuple("none", Map.of()));
  }

  @ParameterizedTest
  @EnumSource(FramingMode.class)
  void aStackTraceIsPartOfItsMessage(FramingMode framing) {
    SyslogTestServer server = start(framing);
    Application application = start();
    Exception thrown =
        new IllegalStateException("outer", new IllegalArgumentException("inner\nsecond line"));
    application.log(Level.ERROR, "it failed", thrown);
    String lineEnd = framing == FramingMode.NEWLINE ? "\\n" : "\n";
    assertThat(onlyMessage(server).text())
        .startsWith("it failed")
        .contains("java.lang.IllegalStateException: outer" + lineEnd)
        .contains(lineEnd + "\tat io.github.failoversyslog.it.ContentIT.")
        .contains("Caused by: java.lang.IllegalArgumentException: inner" + lineEnd + "second line");
  }

  @Test
  void aRepeatedMessageKeepsItsSequenceId() {
    set("sequenceId", "true");
    SyslogTestServer primary = server("primary").open();
    SyslogTestServer failover1 = server("failover1").open();
    server("failover2");
    Application application = start();
    IntStream.rangeClosed(1, 20).forEach(i -> application.info(SteadyFlow.text(i)));
    Eventually.until("all", () -> primary.messages() == 20);
    primary.crash();
    Eventually.until("again", () -> failover1.messages() == 20);
    for (SyslogTestServer server : List.of(primary, failover1)) {
      assertThat(server.arrivals())
          .allSatisfy(
              arrival ->
                  assertThat(arrival.text())
                      .isEqualTo(
                          "event "
                              + arrival.message().structuredData().get("meta").get("sequenceId")));
    }
  }

  private SyslogTestServer start(FramingMode framing) {
    set("framing", framing.toString());
    server("failover1");
    server("failover2");
    return server("primary", framing).open();
  }

  private static ReceivedMessage onlyMessage(SyslogTestServer server) {
    Eventually.until("the message", () -> server.messages() > 0);
    assertThat(server.arrivals()).hasSize(1);
    return server.arrivals().get(0).message();
  }
}
