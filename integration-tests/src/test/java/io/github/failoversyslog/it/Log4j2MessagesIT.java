package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.junit.jupiter.api.Test;

class Log4j2MessagesIT extends MessagesContract {
  Log4j2MessagesIT() {
    super(Framework.LOG4J2);
  }

  private static Logger logger(Application application) {
    return ((Log4j2Application) application).logger();
  }

  @Override
  void logMarked(Application application, Map<String, String> context) {
    ThreadContext.putAll(context);
    logger(application).info(MarkerManager.getMarker("AUDIT"), "text");
    ThreadContext.clearMap();
  }

  @Override
  void log(Application application, String format, Object argument) {
    logger(application).info(format, argument);
  }

  @Override
  String layout(String pattern) {
    return "<PatternLayout pattern=\"" + pattern + "\"/>";
  }

  @Override
  String noStackTrace() {
    return "%ex{0}";
  }

  private ReceivedMessage received(Map<String, String> settings, Consumer<Logger> log)
      throws IOException {
    SyslogTestServer server = server("primary").open();
    settings.put("host", "127.0.0.1");
    settings.put("port", Integer.toString(server.port()));
    log.accept(logger(start("settings", settings, "")));
    Eventually.until("a message", () -> server.messages() > 0);
    return server.arrivals().get(0).message();
  }

  @Test
  void aStructuredMessageIsAnElementWithItsTypeAsMessageId() throws IOException {
    StructuredDataMessage structured =
        new StructuredDataMessage("audit@1234", "jo logged in", "login");
    structured.put("user", "\"jo]");
    ReceivedMessage message = received(new HashMap<>(), logger -> logger.info(structured));

    assertThat(message.msgId()).isEqualTo("login");
    assertThat(message.text()).isEqualTo("jo logged in");
    assertThat(message.structuredData()).isEqualTo(Map.of("audit@1234", Map.of("user", "\"jo]")));
  }

  @Test
  void aStructuredMessageWithTheIdOfTheContextDataJoinsIt() throws IOException {
    StructuredDataMessage structured = new StructuredDataMessage("mdc", "text", "t");
    structured.put("order", "12");
    ThreadContext.put("user", "jo");
    ReceivedMessage message =
        received(new HashMap<>(Map.of("includeLogger", "true")), logger -> logger.info(structured));
    ThreadContext.clearMap();

    assertThat(message.structuredData())
        .containsEntry("mdc@32473", Map.of("user", "jo", "order", "12"))
        .containsOnlyKeys("mdc@32473", "log@32473");
  }

  @Test
  void aMapIsAnElementAndAText() throws IOException {
    ReceivedMessage message =
        received(
            new HashMap<>(),
            logger -> logger.info(new StringMapMessage().with("b", "2").with("a", "1")));

    assertThat(message.structuredData()).isEqualTo(Map.of("map@32473", Map.of("a", "1", "b", "2")));
    assertThat(message.text()).isEqualTo("a=\"1\" b=\"2\"");
  }

  @Test
  void aMarkerHasItsParentsBehindIt() throws IOException {
    SyslogTestServer server = server("primary").open();
    Application application =
        start(
            "settings",
            Map.of(
                "host", "127.0.0.1",
                "port", Integer.toString(server.port()),
                "includeMarker", "true"),
            "");
    logger(application)
        .info(
            MarkerManager.getMarker("SQL_IT").setParents(MarkerManager.getMarker("DB_IT")), "text");
    Eventually.until("a message", () -> server.messages() > 0);

    assertThat(server.arrivals().get(0).raw())
        .contains("[log@32473 marker=\"SQL_IT\" marker=\"DB_IT\"] text");
  }

  @Test
  void whoCannotBePrintedHarmsNobody() throws IOException {
    Object silent =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no text");
          }
        };
    ReceivedMessage message =
        received(new HashMap<>(), logger -> logger.info("before {} after", silent));

    assertThat(message.text()).startsWith("before ").endsWith(" after").contains("no text");
  }
}
