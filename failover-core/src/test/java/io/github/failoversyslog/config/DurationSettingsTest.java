package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.status.Server;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationSettingsTest extends ConfigStory {
  @ParameterizedTest(name = "{0} is {1} ms")
  @CsvSource({
    "60 s, 60000",
    "60s, 60000",
    "60, 60000",
    "500 ms, 500",
    "2 min, 120000",
    "1 h, 3600000",
    "3 sec, 3000",
    "1 second, 1000",
    "2 minutes, 120000",
    "2 HOURS, 7200000",
    "5 milliseconds, 5",
    "1.5 s, 1500",
    "0.25, 250",
    "1.5h, 5400000",
    "1 day, 86400000",
    "2d, 172800000",
    "5m, 300000",
    "1 m, 60000",
    "1 M, 60000",
    "PT10S, 10000",
    "pt0.5s, 500",
    "PT1H30M, 5400000",
    "P1D, 86400000"
  })
  void haveAUnitOrAreInSecondsOrInIso8601Format(String text, long expectedMillis) {
    assertThat(with("connectTimeout", text).connection().connectTimeout())
        .isEqualTo(Duration.ofMillis(expectedMillis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "0 s", "-1 s", "soon", "5 x", "1,5 s", "1.5.1 s", "s", "1 s 5 ms", "-PT1S"})
  void areRefusedIfTheyCannotBeParsed(String text) {
    assertThat(refusalOf("writeTimeout", text))
        .isEqualTo("writeTimeout is \"" + text + "\"; expected a time above 0, such as \"10 s\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"366 d", "8784 h", "31536001", "P366D", "999999999999999 days"})
  void areAtMostOneYear(String text) {
    assertThat(refusalOf("writeTimeout", text))
        .isEqualTo("writeTimeout is \"" + text + "\"; expected at most 365 days");
    assertThat(with("writeTimeout", "365 d").connection().writeTimeout())
        .isEqualTo(Duration.ofDays(365));
  }

  @ParameterizedTest
  @CsvSource({"connectTimeout, 5000", "reconnectDelay, 3601", "resendWindow, 30000.5"})
  void causeAWarningIfLongAndWithoutAUnit(String name, String text) {
    assertThat(with("maxReconnectDelay", "1 day", name, text).warnings())
        .containsExactly(
            (name + " is \"" + text + "\", which means seconds; expected a unit for so long a")
                + (" time, such as \"" + text + " ms\" or \"" + text + " s\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3600", "5000 s", "PT5000S", "2 h"})
  void causeNoWarningWithAUnitOrUpToOneHour(String text) {
    assertThat(with("connectTimeout", text).warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "failback.tcpProbeInterval, 60 s",
    "connectTimeout, 10 s",
    "closeTimeout, 5 s",
    "stableAfter, 10 s",
    "reconnectDelay, 1 s",
    "blockTimeout, 1 min",
    "shutdownTimeout, 5 s"
  })
  void mustBePositiveWhereZeroHasNoMeaning(String name, String example) {
    assertThat(refusalOf("failoverServers", "log2", name, "0 s"))
        .isEqualTo(name + " is \"0 s\"; expected a time above 0, such as \"" + example + "\"");
  }

  @Test
  void readsTheSpoolFile() {
    assertThat(with("spoolFile", "spool/shop").buffer().spool())
        .hasValue(new SpoolSettings(Path.of("spool", "shop"), 64 * 1024 * 1024));
    assertThat(with("spoolSize", "1 MB").buffer().spool())
        .hasValue(new SpoolSettings(Path.of("spool", "shop"), 1024 * 1024));
    assertThat(refusalOf("spoolSize", "128 KB"))
        .isEqualTo(
            "spoolSize is 128 KB and maxMessageSize 64 KB;"
                + " expected at least 256 KB, 4 times maxMessageSize");
  }

  @Test
  void warnsAboutASpoolSizeWithoutASpool() {
    assertThat(with("spoolSize", "1 MB").warnings())
        .containsExactly(
            "spoolSize has no effect without spoolFile; set spoolFile or remove spoolSize");
  }

  @Test
  void refusesAnInvalidSpoolFile() {
    assertThat(refusalOf("spoolFile", "a\0b")).contains("expected the name of a file");
  }

  @Test
  void hasNoDefaultPortForRelp() {
    assertThat(refusalOf("protocol", "relp"))
        .isEqualTo("port is missing; expected one for protocol relp, which has no default port");
    SenderConfig config = with("protocol", "RELP", "port", "20514", "failoverServers", "b");
    assertThat(config.servers()).extracting(Server::port).containsExactly(20514, 20514);
  }

  @Test
  void haveOtherDefaultsForUdp() {
    SenderConfig config = with("protocol", "udp", "failoverServers", "b");
    assertThat(config.servers()).extracting(Server::port).containsExactly(514, 514);
    assertThat(config.message().maxBytes()).isEqualTo(8 * 1024);
    assertThat(config.canProbe()).isFalse();
    assertThat(refusalOf("protocol", "udp", "maxMessageSize", "65508"))
        .contains("expected a size from 512 bytes to 65507 bytes, such as \"8 KB\"");
  }

  @Test
  void refusesFailbackOverUdpWithoutAProbePort() {
    assertThat(refusalOf("protocol", "udp", "failoverServers", "b", "failback", ""))
        .isEqualTo(
            "failback is set with protocol udp, which cannot tell whether a server is up;"
                + " expected probePort, a TCP port of the primary");
    SenderConfig config =
        with("protocol", "udp", "failoverServers", "b", "failback", "", "probePort", "601");
    assertThat(config.connection().probePort()).hasValue(601);
    assertThat(config.canProbe()).isTrue();
  }

  @Test
  void warnsAboutAnUnusedProbePort() {
    assertThat(with("probePort", "601").warnings())
        .containsExactly(
            "probePort has no effect with protocol tcp; use protocol udp or remove it");
  }

  @Test
  void readsTheRelpSettings() {
    assertThat(with().relp()).isEqualTo(new RelpSettings(1024, Duration.ofSeconds(30)));
    assertThat(with("relpWindow", "1", "relpTimeout", "2 s").relp())
        .isEqualTo(new RelpSettings(1, Duration.ofSeconds(2)));
    assertThat(refusalOf("relpWindow", "0"))
        .isEqualTo("relpWindow is \"0\"; expected a whole number from 1 to 1000000");
    assertThat(refusalOf("relpTimeout", "0"))
        .contains("relpTimeout is \"0\"; expected a time above 0");
  }

  @Test
  void mayBeZeroWhereZeroDisablesAFeature() {
    ConnectionSettings connection =
        with("livenessProbeInterval", "0", "resendWindow", "0 s").connection();
    assertThat(connection.livenessProbeInterval()).isZero();
    assertThat(connection.resendWindow()).isZero();
    assertThat(refusalOf("resendWindow", "-1"))
        .isEqualTo("resendWindow is \"-1\"; expected a time such as \"10 s\", or 0 to turn it off");
    assertThat(refusalOf("heartbeatInterval", "-1"))
        .as("the example is not the default, which turns it off")
        .contains("expected a time such as \"60 s\", or 0 to turn it off");
  }

  @Test
  void ofHeartbeatsAreNotSoShortThatTheyFloodTheServer() {
    assertThat(refusalOf("heartbeatInterval", "999 ms"))
        .isEqualTo("heartbeatInterval is \"999 ms\"; expected at least 1 s, or 0 to turn it off");
    assertThat(with("heartbeatInterval", "1 s").monitoring().heartbeatInterval())
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void ofTheReconnectDelaysAreInOrder() {
    assertThat(refusalOf("reconnectDelay", "10 s", "maxReconnectDelay", "9 s"))
        .isEqualTo(
            "maxReconnectDelay, 9 s, is shorter than reconnectDelay, 10 s; expected the same or longer");
    assertThat(with("maxReconnectDelay", "10 s").connection().maxReconnectDelay())
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(refusalOf("reconnectDelay", "5000"))
        .isEqualTo(
            "maxReconnectDelay, 10 s, is shorter than reconnectDelay, 5000 s; expected the same or longer;"
                + " without a unit a number means seconds");
  }

  @Test
  void areReportedOnceEvenIfTheyAreComparedWithOthers() {
    assertThat(refusalOf("maxReconnectDelay", "0"))
        .isEqualTo("maxReconnectDelay is \"0\"; expected a time above 0, such as \"60 s\"");
  }
}
