package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.status.Status;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.LogbackApplication;
import io.github.failoversyslog.it.server.Arrival;
import io.github.failoversyslog.it.server.ReceivedMessage;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.logback.FailoverSyslogAppender;
import io.github.failoversyslog.logback.StructuredDataElement;
import io.github.failoversyslog.status.DiscardReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** Key-value pairs, markers and configurations that only Logback has. */
@Tag("logback-versions")
class LogbackMessagesIT extends ApplicationFixture {
  LogbackMessagesIT() {
    super(Framework.LOGBACK);
  }

  private static Logger logger(Application application) {
    return ((LogbackApplication) application).logger();
  }

  private ReceivedMessage received(String more, Consumer<Logger> log) throws IOException {
    SyslogTestServer server = server("primary").open();
    Map<String, String> settings = new HashMap<>();
    settings.put("host", "127.0.0.1");
    settings.put("port", Integer.toString(server.port()));
    log.accept(logger(start(settings, more)));
    Eventually.until("a message", () -> server.messages() > 0);
    return server.arrivals().get(0).message();
  }

  @Test
  void keyValuePairsOverrideContextData() throws IOException {
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
  void keyValuePairsMayBeOfAnyKind() throws IOException {
    List<KeyValuePair> pairs = new ArrayList<>();
    pairs.add(new KeyValuePair(null, "value"));
    pairs.add(null);
    pairs.add(new KeyValuePair("nothing", null));
    pairs.add(new KeyValuePair("array", new Object[] {1, new int[] {2, 3}}));
    ILoggingEvent event = EmptyMock.of(ILoggingEvent.class);
    when(event.getKeyValuePairs()).thenReturn(pairs);
    ReceivedMessage message = received("", logger -> logger.callAppenders(event));

    assertThat(message.structuredData().get("mdc@32473"))
        .isEqualTo(Map.of("null", "value", "nothing", "null", "array", "[1, [2, 3]]"));
  }

  @Test
  void aParameterMayFailAfterAnotherOneWasFormatted() throws IOException {
    Object silent =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException();
          }
        };
    ReceivedMessage message = received("", logger -> logger.info("{} is {}!", "it", silent));

    assertThat(message.text()).isEqualTo("it is [FAILED toString()]!");
  }

  /** Logback before 1.5.21 leaves out what an appender logs. */
  @Test
  void aParameterMayLogAfterAnotherOneWasFormatted() throws IOException {
    SyslogTestServer server = server("primary").open();
    Map<String, String> settings = new HashMap<>();
    settings.put("host", "127.0.0.1");
    settings.put("port", Integer.toString(server.port()));
    Logger logger = logger(start(settings, ""));
    Object logging =
        new Object() {
          @Override
          public String toString() {
            logger.info("within {} and {}", 1, "two");
            return "me";
          }
        };
    logger.info("{} is {}!", "it", logging);
    Eventually.until("the message", () -> texts(server).contains("it is me!"));

    assertThat(texts(server)).isSubsetOf("within 1 and two", "it is me!").doesNotHaveDuplicates();
  }

  private static List<String> texts(SyslogTestServer server) {
    return server.arrivals().stream().map(arrival -> arrival.message().text()).toList();
  }

  @Test
  @SuppressWarnings("deprecation") // SLF4J advises against references, but applications use them
  void sendsEventsWithMarkersOfAnyKind() throws IOException {
    Marker nameless = EmptyMock.of(Marker.class);
    when(nameless.iterator()).thenReturn(Collections.emptyIterator());
    Marker failing = EmptyMock.failingAt("getName", Marker.class);
    when(failing.iterator()).thenReturn(Collections.emptyIterator());
    Marker cyclic = EmptyMock.of(Marker.class);
    when(cyclic.getName()).thenReturn("CYCLIC");
    when(cyclic.iterator()).thenAnswer(call -> List.of(cyclic).iterator());
    List<Marker> markers = new ArrayList<>(List.of(nameless, cyclic, failing));
    markers.add(null);
    SyslogTestServer server = server("primary").open();
    Map<String, String> settings = new HashMap<>();
    settings.put("host", "127.0.0.1");
    settings.put("port", Integer.toString(server.port()));
    settings.put("includeMarker", "true");
    settings.put("markerAsMessageId", "true");
    ILoggingEvent event = EmptyMock.of(ILoggingEvent.class);
    when(event.getMarkerList()).thenReturn(markers);
    start(settings, "").append(event);
    Eventually.until("a message", () -> server.messages() > 0);

    assertThat(server.arrivals().get(0).raw())
        .matches(
            ".* - \\[log@32473 marker=\"CYCLIC\""
                + " marker=\"\\[.* has no text: java.lang.IllegalStateException\\\\]\"] null");
  }

  @Test
  @SuppressWarnings({"rawtypes", "unchecked"}) // like logback-access
  void objectsThatAreNotEventsAreCountedAndReportedOnce() throws IOException {
    SyslogTestServer server = server("primary").open();
    Application application =
        start(Map.of("host", "127.0.0.1", "port", Integer.toString(server.port())), "");
    Appender raw = ((LogbackApplication) application).appender();
    raw.doAppend("GET / HTTP/1.1");
    raw.doAppend("GET /favicon.ico HTTP/1.1");
    raw.doAppend(null);
    application.info("text");
    Eventually.until("a message", () -> server.messages() > 0);

    assertThat(server.arrivals().get(0).text()).isEqualTo("text");
    assertThat(application.statistics().discarded()).containsEntry(DiscardReason.ABANDONED, 3L);
    assertThat(application.statuses())
        .filteredOn(status -> status.contains("ILoggingEvent"))
        .containsExactly(
            "SYSLOG: java.lang.String was logged, expected an ILoggingEvent of logback-classic; such"
                + " objects are discarded and counted, not logged again");
  }

  @Test
  void aContextWithoutMdcAdapterSendsEventsAndIsReportedOnce() throws IOException {
    SyslogTestServer server = server("primary").open();
    LoggerContext context = new LoggerContext(); // created without setMDCAdapter
    FailoverSyslogAppender appender = new FailoverSyslogAppender();
    appender.setContext(context);
    appender.setName("SYSLOG");
    appender.setHost("127.0.0.1");
    appender.setPort(Integer.toString(server.port()));
    StructuredDataElement element = new StructuredDataElement();
    StructuredDataElement.ParameterElement user = new StructuredDataElement.ParameterElement();
    element.setId("app");
    user.setName("user");
    user.setValue("%X{user}");
    element.addParameter(user);
    appender.addStructuredData(element);
    appender.start();
    Logger logger = context.getLogger("shop");
    logger.addAppender(appender);
    logger.info("one");
    logger.atInfo().addKeyValue("order", 12).log("two");
    Eventually.until("both", () -> server.messages() == 2);
    appender.stop();

    assertThat(server.arrivals()).extracting(Arrival::text).containsExactly("one", "two");
    Map<String, Map<String, String>> data = server.arrivals().get(1).message().structuredData();
    assertThat(data.get("mdc@32473")).isEqualTo(Map.of("order", "12"));
    assertThat(data.get("app@32473").get("user")).contains("has no text: java.lang.NullPointer");
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .extracting(Status::getMessage)
        .filteredOn(status -> status.contains("MDC"))
        .singleElement()
        .asString()
        .startsWith("SYSLOG: cannot read the MDC (java.lang.NullPointerException")
        .endsWith(
            "events are sent without it; call setMDCAdapter(MDC.getMDCAdapter()) on a LoggerContext"
                + " that the application creates");
  }

  @Test
  void anEncoderFormatsTheText() throws IOException {
    ReceivedMessage message =
        received(
            "<encoder><pattern>[%level] %msg%n</pattern></encoder>", logger -> logger.info("é"));

    assertThat(message.text()).isEqualTo("[INFO] é");
  }

  @Test
  void layoutAndEncoderTogetherAreRejected() throws IOException {
    String pattern = "<pattern>%msg</pattern>";
    Application application =
        start(
            Map.of("host", "127.0.0.1"),
            "<layout>" + pattern + "</layout><encoder>" + pattern + "</encoder>");

    assertThat(application.sendsToSyslog()).isFalse();
    assertThat(application.statuses())
        .contains("SYSLOG: layout and encoder are both set; expected one of them");
  }

  @Test
  void invalidStructuredDataIsRejected() throws IOException {
    Application application =
        start(
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
                        "<name> of a <parameter> of <structuredData> is missing",
                        "element <parameters> of <structuredData>"));
  }
}
