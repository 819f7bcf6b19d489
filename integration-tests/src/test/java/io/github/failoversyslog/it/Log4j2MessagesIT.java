package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.Log4j2Application;
import io.github.failoversyslog.it.server.ReceivedMessage;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.wire.Rfc5424Parser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.Rfc5424Layout;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.message.StructuredDataCollectionMessage;
import org.apache.logging.log4j.message.StructuredDataId;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;
import org.junit.jupiter.api.Test;

/** Message and marker types that only Log4j has. */
class Log4j2MessagesIT extends ApplicationFixture {
  private static final String LONG_ID = "0123abcd-4567-89ef-0123-456789abcdef@41058";

  Log4j2MessagesIT() {
    super(Framework.LOG4J2);
  }

  private static Logger logger(Application application) {
    return ((Log4j2Application) application).logger();
  }

  private ReceivedMessage received(Map<String, String> settings, Consumer<Logger> log)
      throws IOException {
    SyslogTestServer server = server("primary").open();
    settings.put("host", "127.0.0.1");
    settings.put("port", Integer.toString(server.port()));
    log.accept(logger(start(settings, "")));
    Eventually.until("a message", () -> server.messages() > 0);
    return server.arrivals().get(0).message();
  }

  @Test
  void aStructuredMessageIsSentAsElementWithItsTypeAsMsgId() throws IOException {
    StructuredDataMessage structured =
        new StructuredDataMessage("audit@1234", "jo logged in", "login");
    structured.put("user", "\"jo]");
    ReceivedMessage message = received(new HashMap<>(), logger -> logger.info(structured));

    assertThat(message.msgId()).isEqualTo("login");
    assertThat(message.text()).isEqualTo("jo logged in");
    assertThat(message.structuredData()).isEqualTo(Map.of("audit@1234", Map.of("user", "\"jo]")));
  }

  @Test
  void aStructuredMessageWithoutDataIsSentAsElementWithoutParameters() throws IOException {
    ReceivedMessage message =
        received(
            new HashMap<>(),
            logger -> logger.info(new StructuredDataMessage("Login@18060", "login ok", "Audit")));

    assertThat(message.msgId()).isEqualTo("Audit");
    assertThat(message.text()).isEqualTo("login ok");
    assertThat(message.structuredData()).isEqualTo(Map.of("Login@18060", Map.of()));
  }

  @Test
  void aStructuredMessageWithoutIdHasTheSameIdAsInRfc5424Layout() throws IOException {
    StructuredDataMessage structured =
        new StructuredDataMessage((StructuredDataId) null, "text", "type");

    assertThat(received(new HashMap<>(), logger -> logger.info(structured)).structuredData())
        .isEqualTo(ofLayout(structured).structuredData())
        .isEqualTo(Map.of("Audit@32473", Map.of()));
  }

  @Test
  void aCollectionOfStructuredMessagesIsEncodedLikeByRfc5424Layout() throws IOException {
    StructuredDataMessage first = new StructuredDataMessage("a@1", "jo logged in", "login");
    first.put("user", "\"jo]");
    Message collection =
        new StructuredDataCollectionMessage(
            List.of(
                first,
                new StructuredDataMessage("b", null, "nothing"),
                new StructuredDataMessage("c@1.2", "bye", "logout")));
    ReceivedMessage message = received(new HashMap<>(), logger -> logger.info(collection));

    ReceivedMessage expected = ofLayout(collection);
    assertThat(message.structuredData())
        .isEqualTo(expected.structuredData())
        .isEqualTo(Map.of("a@1", Map.of("user", "\"jo]"), "b@32473", Map.of(), "c@1.2", Map.of()));
    assertThat(message.msgId()).isEqualTo(expected.msgId()).isEqualTo("-");
    assertThat(message.text()).isEqualTo(expected.text()).isEqualTo("jo logged in, bye");
  }

  private static ReceivedMessage ofLayout(Message message) {
    String made =
        Rfc5424Layout.newBuilder()
            .setAppName("shop")
            .build()
            .toSerializable(
                Log4jLogEvent.newBuilder().setLevel(Level.INFO).setMessage(message).build());
    return ReceivedMessage.of(Rfc5424Parser.parse(made.getBytes(StandardCharsets.UTF_8)));
  }

  private Application startWith(SyslogTestServer server, Map<String, String> more)
      throws IOException {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("host", "127.0.0.1");
    settings.put("port", Integer.toString(server.port()));
    return start(settings, "");
  }

  private static StructuredDataMessage withLongId(String id, String key) {
    StructuredDataMessage message = new StructuredDataMessage(id, "text", "type", 100);
    message.put(key, "1");
    return message;
  }

  @Test
  void aLongIdOfAnEventIsTruncatedCountedAndReportedOnce() throws IOException {
    SyslogTestServer server = server("primary").open();
    Application application = startWith(server, Map.of());
    logger(application).info(withLongId(LONG_ID, "a"));
    logger(application)
        .info(
            new StructuredDataCollectionMessage(
                List.of(withLongId(LONG_ID, "a"), withLongId(LONG_ID.replace("f@", "e@"), "b"))));
    logger(application).info(withLongId("short@41058", "a"));
    Eventually.until("all", () -> server.messages() == 3);

    String cut = "0123abcd-4567-89ef-0123-45@41058";
    assertThat(server.arrivals())
        .extracting(arrival -> arrival.message().structuredData())
        .containsExactly(
            Map.of(cut, Map.of("a", "1")),
            Map.of(cut, Map.of("a", "1", "b", "1")),
            Map.of("short@41058", Map.of("a", "1")));
    assertThat(application.statistics().truncated()).isEqualTo(2);
    String expectedStatus =
        "SYSLOG: SD-ID "
            + LONG_ID
            + " of an event is longer than 32 characters (RFC 5424) and was truncated; set longSdIds"
            + " to true to send it whole; further ones are counted as truncated, not logged";
    Eventually.until(expectedStatus, () -> application.statuses().contains(expectedStatus));
    application.stop();
    assertThat(application.statuses()).filteredOn(expectedStatus::equals).hasSize(1);
  }

  @Test
  void aLongIdOfAnEventIsSentInFullIfConfigured() throws IOException {
    SyslogTestServer server = server("primary").open();
    Application application = startWith(server, Map.of("longSdIds", "true"));
    logger(application).info(withLongId(LONG_ID, "a"));
    Eventually.until("a message", () -> server.messages() == 1);

    assertThat(server.arrivals().get(0).raw()).endsWith(" type [" + LONG_ID + " a=\"1\"] text");
    assertThat(application.statistics().truncated()).isZero();
  }

  @Test
  void aStructuredMessageWithTheIdOfTheContextDataIsMergedIntoIt() throws IOException {
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
  void aMapMessageIsSentAsElementAndText() throws IOException {
    ReceivedMessage message =
        received(
            new HashMap<>(),
            logger -> logger.info(new StringMapMessage().with("b", "2").with("a", "1")));

    assertThat(message.structuredData()).isEqualTo(Map.of("map@32473", Map.of("a", "1", "b", "2")));
    assertThat(message.text()).isEqualTo("a=\"1\" b=\"2\"");
  }

  @Test
  void aMapValueIsOmittedIfNullAndFormattedIfItIsAnArray() throws IOException {
    ObjectMapMessage map =
        new ObjectMapMessage()
            .with("nothing", (Object) null)
            .with("ints", new int[] {1, 2})
            .with("texts", new String[][] {{"a"}, {}});
    ReceivedMessage message = received(new HashMap<>(), logger -> logger.info(map));

    assertThat(message.structuredData())
        .isEqualTo(Map.of("map@32473", Map.of("ints", "[1, 2]", "texts", "[[a], []]")));
  }

  /** Log4j's own message for maps with arbitrary values does not format arrays. */
  private static final class ObjectMapMessage extends MapMessage<ObjectMapMessage, Object> {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void anArrayInContextDataIsFormatted() throws IOException {
    SyslogTestServer server = server("primary").open();
    Application application = startWith(server, Map.of());
    StringMap data = new SortedArrayStringMap();
    data.putValue("array", new Object[] {1, new long[] {2}});
    data.putValue(null, "value");
    LogEvent event = EmptyMock.of(LogEvent.class);
    when(event.getContextData()).thenReturn(data);
    application.append(event);
    Eventually.until("a message", () -> server.messages() == 1);

    assertThat(server.arrivals().get(0).message().structuredData())
        .isEqualTo(Map.of("mdc@32473", Map.of("array", "[1, [2]]", "null", "value")));
  }

  @Test
  void aTextThatCannotBeFormattedIsReplacedByTheException() throws IOException {
    SyslogTestServer server = server("primary").open();
    Map<String, String> settings =
        Map.of("host", "127.0.0.1", "port", Integer.toString(server.port()));
    Application application =
        start(
            settings,
            "<StructuredData id=\"app\"><KeyValuePair key=\"m\" value=\"%m\"/></StructuredData>");
    Message message = new ObjectMessage(EmptyMock.failingAt("toString", Comparable.class));
    LogEvent event = EmptyMock.of(LogEvent.class);
    when(event.getMessage()).thenReturn(message);
    application.append(event);
    Eventually.until("a message", () -> server.messages() == 1);

    assertThat(server.arrivals().get(0).message().structuredData().get("app@32473").get("m"))
        .matches("\\[.*PatternLayout has no text: java.lang.IllegalStateException]");
    assertThat(server.arrivals().get(0).text())
        .matches("\\[.*ObjectMessage has no text: java.lang.IllegalStateException]");
  }

  @Test
  void sendsEventsWithMarkersOfAnyKind() throws IOException {
    SyslogTestServer server = server("primary").open();
    Application application =
        startWith(server, Map.of("includeMarker", "true", "markerAsMessageId", "true"));
    Marker cyclic = new MarkerManager.Log4jMarker("CYCLIC");
    cyclic.setParents(new MarkerManager.Log4jMarker("OTHER").setParents(cyclic), cyclic);
    Marker nameless = EmptyMock.of(Marker.class);
    Marker failing = EmptyMock.failingAt("getName", Marker.class);
    for (Marker marker : List.of(cyclic, nameless, failing)) {
      logger(application).info(marker, "text");
    }
    Eventually.until("all", () -> server.messages() == 3);

    assertThat(server.arrivals().get(0).raw())
        .endsWith(" CYCLIC [log@32473 marker=\"CYCLIC\" marker=\"OTHER\"] text");
    assertThat(server.arrivals().get(1).raw()).endsWith(" - - text");
    assertThat(server.arrivals().get(2).message().structuredData().get("log@32473").get("marker"))
        .contains(" has no text: java.lang.IllegalStateException");
    assertThat(application.statistics().allDiscarded()).isZero();
  }

  @Test
  void aMarkerIsFollowedByItsParents() throws IOException {
    SyslogTestServer server = server("primary").open();
    Application application =
        start(
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
  void sendsAMessageWhoseParameterCannotBeFormatted() throws IOException {
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
