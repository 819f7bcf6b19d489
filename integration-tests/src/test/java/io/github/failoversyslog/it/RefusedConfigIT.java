package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Invalid settings prevent the appender from starting, but never the application. */
@Tag("logback-versions")
@EachFramework
class RefusedConfigIT extends ApplicationFixture {
  private static final String NOTHING = "${NO_SUCH_PROPERTY:-}";

  private SyslogTestServer primary;

  RefusedConfigIT(Framework framework) {
    super(framework);
  }

  @BeforeEach
  void makeServer() {
    primary = server("primary").open();
  }

  static Stream<Arguments> wrongSettings() {
    return Stream.of(
        wrong("host is missing", "host", ""),
        wrong("host is \"a b\"", "host", "a b"),
        wrong("host is \"a:1\"", "host", "a:1"),
        wrong("port is \"0\"; expected a whole number from 1 to 65535", "port", "0"),
        wrong("port is \"65536\"; expected a whole number from 1 to 65535", "port", "65536"),
        wrong("port is \"-1\"", "port", "-1"),
        wrong("port is \"syslog\"", "port", "syslog"),
        wrong("failoverServers has \"b:0\"", "failoverServers", "b:0"),
        wrong("failoverServers has \"b:65536\"", "failoverServers", "a:1, b:65536"),
        wrong("failoverServers has \"b:\"", "failoverServers", "b:"),
        wrong("failoverServers has \"::1\"", "failoverServers", "::1"),
        wrong("failback is set without failoverServers", "failback", ""),
        wrong(
            "failback.successfulProbesRequired is \"0\"",
            "failoverServers",
            "a",
            "failback",
            "",
            "failback.successfulProbesRequired",
            "0"),
        wrong(
            "failback.tcpProbeInterval is \"0 s\"; expected a time above 0",
            "failoverServers",
            "a",
            "failback",
            "",
            "failback.tcpProbeInterval",
            "0 s"),
        wrong("connectTimeout is \"-1 s\"; expected a time above 0", "connectTimeout", "-1 s"),
        wrong("writeTimeout is \"0\"; expected a time above 0", "writeTimeout", "0"),
        wrong("reconnectDelay is \"soon\"; expected a time above 0", "reconnectDelay", "soon"),
        wrong("shutdownTimeout is \"0\"; expected a time above 0", "shutdownTimeout", "0"),
        wrong("protocol is \"sctp\"", "protocol", "sctp"),
        wrong(
            "failback is set with protocol udp, which cannot tell whether a server is up;"
                + " expected probePort",
            "protocol",
            "udp",
            "failoverServers",
            "a",
            "failback",
            ""),
        wrong(
            "port is missing; expected one for protocol relp", "protocol", "relp", "port", NOTHING),
        wrong(
            "failback is set with protocol udp",
            "protocol",
            "udp",
            "failoverServers",
            "a",
            "failback",
            "",
            "probePort",
            NOTHING),
        wrong("hostname2 is not a setting; did you mean hostName?", "hostname2", "a"),
        wrong("syslogHost is not a setting; use host", "syslogHost", "a"),
        wrong("enterpriseNumber is \"1.\"", "enterpriseNumber", "1."),
        wrong("framing is \"lines\"", "framing", "lines"),
        wrong(
            "newlineEscape is none with framing newline",
            "framing",
            "newline",
            "newlineEscape",
            "none"),
        wrong("stackTracePattern is \"%nosuch\"", "stackTracePattern", "%nosuch"),
        wrong("stackTracePattern is \"%m\"", "stackTracePattern", "%m"),
        wrong("overflow is \"wait\"", "overflow", "wait"));
  }

  private static Arguments wrong(String message, String... settings) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      map.put(settings[i], settings[i + 1]);
    }
    return Arguments.of(map, message);
  }

  @ParameterizedTest
  @MethodSource("wrongSettings")
  void doesNotStartWith(Map<String, String> settings, String message) throws IOException {
    Application application = startWith(settings);
    assertThat(application.statuses())
        .anyMatch(status -> status.replaceAll("[<>]", "").contains(message));
    runsWithoutTheAppender(application);
  }

  @Test
  void doesNotStartWithAnUnknownSetting() throws IOException {
    Application application = startWith(Map.of("hots", "a"));
    assertThat(application.statuses())
        .anySatisfy(status -> assertThat(status).contains("hots", "is not a setting"));
    runsWithoutTheAppender(application);
  }

  @Test
  void doesNotStartWithAnUnknownSettingOfFailback() throws IOException {
    Application application =
        startWith(Map.of("failoverServers", "a", "failback", "", "failback.probes", "3"));
    assertThat(application.statuses())
        .anySatisfy(status -> assertThat(status).contains("probes", "is not a setting"));
    runsWithoutTheAppender(application);
  }

  @Test
  void doesNotStartWithAnUnknownElement() throws IOException {
    Application application = startWith(Map.of(), "<failbak><port>1</port></failbak>");
    assertThat(application.statuses())
        .anySatisfy(status -> assertThat(status).contains("failbak", "is not a setting"));
    runsWithoutTheAppender(application);
  }

  @Test
  void reportsEveryInvalidSettingInOneMessage() throws IOException {
    Application application =
        startWith(
            Map.of("host", "", "port", "70000", "failoverServers", "b:0", "writeTimeout", "0"));
    assertThat(application.statuses())
        .anySatisfy(
            status ->
                assertThat(status)
                    .contains(
                        "host is missing",
                        "port is \"70000\"",
                        "failoverServers has \"b:0\"",
                        "writeTimeout is \"0\""));
    runsWithoutTheAppender(application);
  }

  @Test
  void startsWithANameThatDoesNotResolve() throws IOException {
    Application application = startWith(Map.of("host", "no-such-host.invalid"));
    assertThat(application.sendsToSyslog()).isTrue();
  }

  @Test
  void warnsAboutADuplicateServerAndAShortProbeInterval() throws IOException {
    Application application =
        startWith(
            Map.of(
                "failoverServers",
                "127.0.0.1:" + primary.port(),
                "failback",
                "",
                "failback.tcpProbeInterval",
                "999 ms"));
    assertThat(application.sendsToSyslog()).isTrue();
    assertThat(application.statuses())
        .anyMatch(status -> status.contains("127.0.0.1:" + primary.port() + " is listed twice"))
        .anyMatch(status -> status.contains("failback.tcpProbeInterval is 999 ms"));
  }

  @Test
  void warnsAboutALongTimeWithoutAUnit() throws IOException {
    Application application = startWith(Map.of("connectTimeout", "5000"));
    assertThat(application.sendsToSyslog()).isTrue();
    assertThat(application.statuses())
        .anyMatch(status -> status.contains("connectTimeout is \"5000\", which means seconds"));
  }

  @Test
  void treatsAnEmptySettingAsAbsent() throws IOException {
    Application application =
        startWith(
            Map.of(
                "protocol", NOTHING,
                "failoverServers", NOTHING,
                "probePort", NOTHING,
                "connectTimeout", NOTHING,
                "maxMessageSize", NOTHING,
                "facility", NOTHING,
                "tlsCaFile", NOTHING,
                "tlsVerifyHostName", NOTHING));
    assertThat(application.sendsToSyslog()).isTrue();
    application.info("hello");
    Eventually.until("the message " + primary, () -> primary.texts().equals(List.of("hello")));
  }

  private void runsWithoutTheAppender(Application application) throws IOException {
    application.info("the application lives");
    application.stop();
    assertThat(application.sendsToSyslog()).isFalse();
    assertThat(file()).hasContent("the application lives\n");
    assertThat(primary.connections()).isEmpty();
  }

  private Application startWith(Map<String, String> settings) throws IOException {
    return startWith(settings, "");
  }

  /**
   * Starts with the primary as the only server and these settings; settings with an empty value are
   * omitted.
   *
   * @param more further content after the settings
   */
  private Application startWith(Map<String, String> settings, String more) throws IOException {
    Map<String, String> all = new HashMap<>();
    all.put("host", "127.0.0.1");
    all.put("port", Integer.toString(primary.port()));
    all.putAll(settings);
    all.entrySet()
        .removeIf(entry -> entry.getValue().isEmpty() && !entry.getKey().equals("failback"));
    return startWithFile(all, more, "%m%n");
  }
}
