package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;

@Tag("logback-versions")
class LogbackMessagesIT extends MessagesContract {
  LogbackMessagesIT() {
    super(Framework.LOGBACK);
  }

  private static Logger logger(Application application) {
    return ((LogbackApplication) application).logger();
  }

  @Override
  void logMarked(Application application, Map<String, String> context) {
    context.forEach(MDC::put);
    logger(application).info(MarkerFactory.getMarker("AUDIT"), "text");
    MDC.clear();
  }

  @Override
  void log(Application application, String format, Object argument) {
    logger(application).info(format, argument);
  }

  @Override
  String layout(String pattern) {
    return "<layout><pattern>" + pattern + "</pattern></layout>";
  }

  @Override
  String noStackTrace() {
    return "%nopex";
  }

  private ReceivedMessage received(String more, Consumer<Logger> log) throws IOException {
    SyslogTestServer server = server("primary").open();
    Map<String, String> settings = new HashMap<>();
    settings.put("host", "127.0.0.1");
    settings.put("port", Integer.toString(server.port()));
    log.accept(logger(start("settings", settings, more)));
    Eventually.until("a message", () -> server.messages() > 0);
    return server.arrivals().get(0).message();
  }

  @Test
  void keyValuePairsAreContextDataAndWin() throws IOException {
    MDC.put("user", "jo");
    MDC.put("order", "11");
    ReceivedMessage message =
        received(
            "<mdcExcludes>secret*</mdcExcludes>",
            logger ->
                logger
                    .atInfo()
                    .addKeyValue("order", 12)
                    .addKeyValue("secretKey", "s")
                    .addKeyValue(
                        "silent",
                        new Object() {
                          @Override
                          public String toString() {
                            throw new IllegalStateException();
                          }
                        })
                    .log("text"));
    MDC.clear();

    Map<String, String> data = message.structuredData().get("mdc@32473");
    assertThat(data).containsOnlyKeys("user", "order", "silent").containsEntry("order", "12");
    assertThat(data.get("silent")).contains("has no text: java.lang.IllegalStateException");
  }

  @Test
  void anEncoderMakesTheText() throws IOException {
    ReceivedMessage message =
        received(
            "<encoder><pattern>[%level] %msg%n</pattern></encoder>", logger -> logger.info("é"));

    assertThat(message.text()).isEqualTo("[INFO] é");
  }

  @Test
  void layoutAndEncoderTogetherAreRefused() throws IOException {
    String pattern = "<pattern>%msg</pattern>";
    Application application =
        start(
            "settings",
            Map.of("host", "127.0.0.1"),
            "<layout>" + pattern + "</layout><encoder>" + pattern + "</encoder>");

    assertThat(application.sendsToSyslog()).isFalse();
    assertThat(application.statuses())
        .contains("SYSLOG: layout and encoder are both set; expected one of them");
  }

  @Test
  void structuredDataWithFaultsIsRefused() throws IOException {
    Application application =
        start(
            "settings",
            Map.of("host", "127.0.0.1"),
            "<structuredData><parameters/></structuredData>"
                + "<structuredData><id>a</id><parameter><value>1</value></parameter></structuredData>");

    assertThat(application.sendsToSyslog()).isFalse();
    assertThat(application.statuses())
        .anySatisfy(
            status ->
                assertThat(status)
                    .startsWith("SYSLOG: ")
                    .contains(
                        "<id> of <structuredData> is missing",
                        "<structuredData> is empty",
                        "<name> of a <parameter> of <structuredData> is missing",
                        "element <parameters> of <structuredData>"));
  }
}
