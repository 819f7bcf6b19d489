package io.github.failoversyslog.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.DocumentedExample;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.LoggedEvent;
import io.github.failoversyslog.it.server.Arrival;
import io.github.failoversyslog.it.server.ReceivedMessage;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.DiscardReason;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/** How the parts of an event are sent, as documented in {@code docs/messages.md}. */
@Tag("logback-versions")
@EachFramework
class MessagesIT extends ApplicationFixture {
  private static final String LONG_ID =
      "0123abcd-4567-89ef-0123-456789abcdef@41058"; // a customer's id
  private static final Path GUIDE = Path.of("..", "docs", "messages.md");

  private static final String ROOT_FIRST = "java.lang.IllegalArgumentException: inner\n\t";

  MessagesIT(Framework framework) {
    super(framework);
  }

  private static long abandoned(Application application) {
    return application.statistics().discarded().get(DiscardReason.ABANDONED);
  }

  private SyslogTestServer serverFor(FramingMode framing) {
    SyslogTestServer server = server("primary", framing).open();
    set("framing", framing.toString());
    set("hostName", "web1.example.net");
    set("processId", "4711");
    return server;
  }

  private SyslogTestServer server() {
    return serverFor(FramingMode.OCTET_COUNTING);
  }

  private static List<Arrival> arrivals(SyslogTestServer server, int count) {
    Eventually.until(count + " messages", () -> server.messages() >= count);
    return server.arrivals();
  }

  @Test
  void theDocumentedExampleSendsTheDocumentedMessage() throws IOException {
    SyslogTestServer server = server();
    String xml =
        DocumentedExample.in(GUIDE, framework().title())
            .replaceFirst("primary-server\\.com", "127.0.0.1")
            .replaceFirst("601", Integer.toString(server.port()));
    Application application = start(Files.writeString(folder.resolve("example.xml"), xml).toUri());

    application.info("AUDIT", "text", Map.of("user", "jo", "request.id", "r1", "secret", "s"));
    ReceivedMessage message = arrivals(server, 1).get(0).message();

    assertThat(message.facility()).isEqualTo(16);
    assertThat(message.appName()).isEqualTo("shop");
    assertThat(message.msgId()).isEqualTo("AUDIT");
    assertThat(message.text()).isEqualTo("text");
    Map<String, Map<String, String>> data = message.structuredData();
    String className = application.getClass().getSimpleName();
    assertThat(data)
        .containsOnlyKeys("timeQuality", "origin", "mdc@32473", "log@32473", "app@32473");
    assertThat(data.get("timeQuality")).isEqualTo(Map.of("tzKnown", "1", "isSynced", "1"));
    assertThat(data.get("origin"))
        .contains(entry("enterpriseId", "32473"), entry("software", "shop"));
    assertThat(data.get("mdc@32473")).isEqualTo(Map.of("user", "jo", "request.id", "r1"));
    assertThat(data.get("log@32473"))
        .isEqualTo(
            Map.of(
                "logger", application.getClass().getName(),
                "thread", Thread.currentThread().getName(),
                "marker", "AUDIT"));
    assertThat(data.get("app@32473")).isEqualTo(Map.of("version", "7.2", "class", className));
  }

  @Test
  void rfc3164MessagesConsistOfHeaderAndText() throws IOException {
    SyslogTestServer server = server();
    set("format", "rfc3164");
    start().log(Level.WARN, "grüße", Map.of("user", "jo"));

    assertThat(arrivals(server, 1).get(0).raw())
        .matches("<12>[A-Z][a-z]{2} [ 123]\\d \\d\\d:\\d\\d:\\d\\d web1 shop\\[4711]: grüße");
  }

  @Test
  void aStackTraceCanBeSentAsStructuredData() throws IOException {
    SyslogTestServer server = server();
    set("stackTrace", "structuredData");
    start().log(Level.ERROR, "it failed", new IllegalStateException("a \"quoted\" reason"));

    ReceivedMessage message = arrivals(server, 1).get(0).message();
    assertThat(message.text()).isEqualTo("it failed");
    assertThat(message.structuredData().get("log@32473").get("stackTrace"))
        .startsWith("java.lang.IllegalStateException: a \"quoted\" reason\n\tat io.github.");
  }

  @Test
  void aStackTraceCanBeOmitted() throws IOException {
    SyslogTestServer server = server();
    set("stackTrace", "none");
    start().log(Level.ERROR, "it failed", new IllegalStateException());

    assertThat(arrivals(server, 1).get(0).message())
        .matches(message -> message.text().equals("it failed"))
        .matches(message -> message.structuredData().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(FramingMode.class)
  void aStackTraceCanBeSentAsOneMessagePerLine(FramingMode framing) throws IOException {
    SyslogTestServer server = serverFor(framing);
    set("stackTrace", "lines");
    IllegalStateException thrown = new IllegalStateException("one\n<0>1 - - - - - - forged");
    thrown.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("Shop", "sell", "Shop.java", 7)});
    start().log(Level.ERROR, "it failed", thrown);

    List<Arrival> arrivals = arrivals(server, 4);
    assertThat(arrivals)
        .extracting(Arrival::text)
        .containsExactly(
            "it failed",
            "\tjava.lang.IllegalStateException: one",
            "\t<0>1 - - - - - - forged",
            "\tat Shop.sell(Shop.java:7)");
    assertThat(arrivals).allMatch(arrival -> arrival.message().severity() == 3);
  }

  private ReceivedMessage failed(int messages) throws IOException {
    SyslogTestServer server = server();
    set("stackTracePattern", "%rEx{full}");
    start()
        .log(
            Level.ERROR,
            "it failed",
            new IllegalStateException("outer", new IllegalArgumentException("inner")));
    return arrivals(server, messages).get(messages - 1).message();
  }

  @Test
  void aStackTraceInTheTextIsFormattedByItsPattern() throws IOException {
    assertThat(failed(1).text())
        .startsWith("it failed\n" + ROOT_FIRST)
        .contains("\nWrapped by: java.lang.IllegalStateException: outer\n\tat io.github.")
        .doesNotEndWith("\n");
  }

  @Test
  void aStackTraceInStructuredDataIsFormattedByItsPattern() throws IOException {
    set("stackTrace", "structuredData");
    ReceivedMessage message = failed(1);

    assertThat(message.text()).isEqualTo("it failed");
    assertThat(message.structuredData().get("log@32473").get("stackTrace"))
        .startsWith(ROOT_FIRST)
        .contains("\nWrapped by: java.lang.IllegalStateException: outer\n\tat io.github.");
  }

  @Test
  void aStackTraceInLinesIsFormattedByItsPattern() throws IOException {
    set("stackTrace", "lines");

    assertThat(failed(2).text()).isEqualTo("\tjava.lang.IllegalArgumentException: inner");
  }

  private Application startWith(String layout) throws IOException {
    server();
    return start(settings(), layout);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lines", "structuredData", "none"})
  void aLayoutThatDuplicatesTheStackTraceIsReportedAtTheStart(String where) throws IOException {
    set("stackTrace", where);

    assertThat(startWith(framework().layout("%m")).statuses())
        .filteredOn(status -> status.contains(framework().noStackTrace() + " instead of"))
        .singleElement()
        .asString()
        .startsWith(
            "SYSLOG: stack traces are sent twice: by stackTrace=" + where + " and by the layout");
  }

  @Test
  void aLayoutWithoutStackTraceIsNotReported() throws IOException {
    SyslogTestServer server = server();
    set("stackTrace", "lines");
    Application application =
        start(settings(), framework().layout("%m" + framework().noStackTrace()));
    application.log(Level.ERROR, "it failed", new IllegalStateException("full"));

    assertThat(arrivals(server, 2))
        .extracting(Arrival::text)
        .startsWith("it failed", "\tjava.lang.IllegalStateException: full");
    assertThat(application.statuses()).noneMatch(status -> status.contains("sent twice"));
  }

  @Test
  void aLayoutMayIncludeTheStackTraceInTheText() throws IOException {
    assertThat(startWith(framework().layout("%m")).statuses())
        .noneMatch(status -> status.contains("stackTrace"));
  }

  @Test
  void aStackTracePatternTogetherWithALayoutIsReported() throws IOException {
    set("stackTracePattern", "%rEx");

    assertThat(startWith(framework().layout("%m")).statuses())
        .anyMatch(
            status -> status.startsWith("SYSLOG: stackTracePattern has no effect: the layout"));
  }

  @ParameterizedTest
  @EnumSource(FramingMode.class)
  void allControlCharactersAreEscapedIfConfigured(FramingMode framing) throws IOException {
    SyslogTestServer server = serverFor(framing);
    set("controlCharacters", "escape");
    start().log(Level.INFO, "a\tb\nc\000d\u001b", Map.of("key", "1\r\n2"));

    ReceivedMessage message = arrivals(server, 1).get(0).message();
    assertThat(message.text()).isEqualTo("a#011b\\nc#000d#033");
    assertThat(message.structuredData()).isEqualTo(Map.of("mdc@32473", Map.of("key", "1#015\\n2")));
  }

  @Test
  void aMessageThatIsTooLongIsMarkedAndCounted() throws IOException {
    SyslogTestServer server = server();
    set("maxMessageSize", "1 KB");
    Application application = start();
    application.info("é".repeat(10_000));

    String raw = arrivals(server, 1).get(0).raw();
    assertThat(raw).endsWith("é...[truncated]");
    assertThat(raw.getBytes(UTF_8).length).isBetween(1023, 1024);
    assertThat(application.statistics().truncated()).isEqualTo(1);
  }

  @Test
  void sendsAMessageOfAMegabyteUntruncated() throws IOException {
    SyslogTestServer server = server();
    set("maxMessageSize", "2 MB");
    String text = "漢字\uD83D\uDE00 \"]\\ ".repeat(60_000);
    start().info(text);

    assertThat(arrivals(server, 1).get(0).text()).isEqualTo(text);
  }

  @Test
  void anEmptyMessageIsSent() throws IOException {
    SyslogTestServer server = server();
    start().info("");

    assertThat(arrivals(server, 1).get(0).message().text()).isEmpty();
  }

  @Test
  void theOriginContainsTheAddressesOfThisHost() throws IOException {
    SyslogTestServer server = server();
    set("includeOrigin", "true");
    start().info("text");

    Map<String, String> origin =
        arrivals(server, 1).get(0).message().structuredData().get("origin");
    if (origin.containsKey("ip")) { // a host without a network has none
      InetAddress address = InetAddress.getByName(origin.get("ip"));
      assertThat(address).matches(ip -> !ip.isLoopbackAddress() && !ip.isLinkLocalAddress());
    }
    assertThat(origin).containsEntry("software", "shop");
  }

  @Test
  void sendsAMessageWhoseParameterLogsWhileItIsFormatted() throws IOException {
    SyslogTestServer server = server();
    Application application = start();
    Object logging =
        new Object() {
          @Override
          public String toString() {
            application.info("within");
            return "me";
          }
        };
    application.info("it is {}", logging);

    assertThat(arrivals(server, 1).get(0).text()).isIn("it is me", "within");
  }

  @Test
  void aConfiguredElementMayHaveNoParameters() throws IOException {
    SyslogTestServer server = server();
    start(settings(), framework().structuredData("token@41058") + framework().structuredData("b"))
        .info("text");

    assertThat(arrivals(server, 1).get(0).raw()).endsWith(" [token@41058][b@32473] text");
  }

  @Test
  void aLongIdInTheConfigurationIsRejectedNamingTheSettingThatAllowsIt() throws IOException {
    Application application = start(settings(), framework().structuredData(LONG_ID));

    assertThat(application.sendsToSyslog()).isFalse();
    assertThat(application.statuses())
        .anySatisfy(
            status ->
                assertThat(status)
                    .contains(
                        "the id of structured data \""
                            + LONG_ID
                            + "\" has 42 characters; expected at most 32 (RFC 5424), or"
                            + " longSdIds=true, which sends it whole"));
  }

  @Test
  void aLongIdInTheConfigurationIsSentInFullIfConfigured() throws IOException {
    SyslogTestServer server = server();
    set("longSdIds", "true");
    set("mdcId", "m".repeat(40));
    Application application = start(settings(), framework().structuredData(LONG_ID));
    application.log(Level.INFO, "text", Map.of("user", "jo"));

    assertThat(arrivals(server, 1).get(0).raw())
        .endsWith(" [" + "m".repeat(40) + "@32473 user=\"jo\"][" + LONG_ID + "] text");
    assertThat(application.statistics().truncated()).isZero();
  }

  @Test
  void contextDataWithoutAValueIsOmitted() throws IOException {
    SyslogTestServer server = server();
    Map<String, String> context = new HashMap<>();
    context.put("user", null);
    Application application = start();
    application.log(event(context));
    context.put("order", "12");
    application.log(event(context));

    assertThat(arrivals(server, 2))
        .extracting(arrival -> arrival.message().structuredData())
        .containsExactly(Map.of(), Map.of("mdc@32473", Map.of("order", "12")));
  }

  private static LoggedEvent event(Map<String, String> context) {
    return new LoggedEvent(
        Level.INFO,
        Instant.EPOCH,
        "shop",
        "main",
        new HashMap<>(context),
        Map.of(),
        List.of(),
        null,
        "text",
        null);
  }

  @Test
  void anEventWithoutAnyPropertiesIsSent() throws IOException {
    SyslogTestServer server = server();
    for (String name : List.of("includeLogger", "includeThread", "includeMarker")) {
      set(name, "true");
    }
    set("markerAsMessageId", "true");
    set("messageId", "ID");
    Application application = start();
    application.append(EmptyMock.of(framework().eventType()));

    ReceivedMessage message = arrivals(server, 1).get(0).message();
    assertThat(message.severity()).isEqualTo(5);
    assertThat(message.timestamp().toInstant()).isEqualTo(Instant.EPOCH);
    assertThat(message.msgId()).isEqualTo("ID");
    assertThat(message.structuredData()).isEmpty();
    assertThat(application.statistics().allDiscarded()).isZero();
  }

  @Test
  void anEventThatCannotBeReadIsCountedAndReported() throws IOException {
    SyslogTestServer server = server();
    Application application = start();
    application.append(EmptyMock.failingAt("getLevel", framework().eventType()));
    application.info("next");

    assertThat(arrivals(server, 1)).extracting(Arrival::text).first().isEqualTo("next");
    assertThat(abandoned(application)).isEqualTo(1);
    assertThat(application.statistics().allDiscarded()).isEqualTo(1);
    String expected = "SYSLOG: discarding events: 1 failed while being formatted";
    Eventually.until(expected, () -> application.statuses().contains(expected));
  }

  @Test
  void anEventWhoseFilterFailsIsCounted() throws IOException {
    server();
    Application application = start();
    application.failInFilter();
    application.info("text");

    assertThat(abandoned(application)).isEqualTo(1);
    assertThat(application.statistics().accepted()).isZero();
  }
}
