package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.failoversyslog.status.InvalidConfigException;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderConfigTest {
  private final Map<String, String> settings = new HashMap<>(Map.of("host", "log1"));

  private SenderConfig with(String... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return SenderConfig.of(settings);
  }

  private String refusalOf(String... namesAndValues) {
    InvalidConfigException refusal =
        catchThrowableOfType(InvalidConfigException.class, () -> with(namesAndValues));
    assertThat(refusal).as("refusal of %s", settings).isNotNull();
    return refusal.getMessage();
  }

  @Nested
  class ByDefault {
    private final SenderConfig config = with();

    @Test
    void thereIsOneServerAndNoFailback() {
      assertThat(config.servers()).containsExactly(new Server("log1", 601));
      assertThat(config.primary()).isEqualTo(new Server("log1", 601));
      assertThat(config.failback()).isEmpty();
      assertThat(config.protocol()).isEqualTo(Protocol.TCP);
      assertThat(config.warnings()).isEmpty();
    }

    @Test
    void connectionsHaveTheLimitsOfTheDocumentation() {
      assertThat(config.connection())
          .isEqualTo(
              new ConnectionSettings(
                  Duration.ofSeconds(60), // livenessProbeInterval
                  OptionalInt.empty(), // probePort
                  Duration.ofSeconds(10), // connectTimeout
                  Duration.ofSeconds(10), // writeTimeout
                  Duration.ofSeconds(5), // closeTimeout
                  Duration.ofSeconds(10), // stableAfter
                  Duration.ofSeconds(1), // reconnectDelay
                  Duration.ofSeconds(60), // maxReconnectDelay
                  Duration.ofSeconds(10), // resendWindow
                  256 * 1024)); // sendBufferSize
      assertThat(config.shutdownTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void messagesHaveTheShapeOfTheDocumentation() {
      MessageSettings message = config.message();
      assertThat(message.format()).isEqualTo(MessageFormat.RFC5424);
      assertThat(message.text().stackTrace()).isEqualTo(StackTrace.MESSAGE);
      assertThat(message.text().stackTracePattern()).isEmpty();
      assertThat(message.text().controlCharacters()).isEqualTo(ControlCharacters.KEEP);
      assertThat(message.header().markerAsMessageId()).isFalse();
      assertThat(message.data().includes()).isEmpty();
      assertThat(message.data().enterpriseNumber()).isEqualTo("32473");
      assertThat(message.framing()).isEqualTo(FramingMode.OCTET_COUNTING);
      assertThat(message.header().facility()).isEqualTo(Facility.USER);
      assertThat(message.header().hostName()).isEmpty();
      assertThat(message.header().appName()).isEqualTo("-");
      assertThat(message.header().processId())
          .isEqualTo(Long.toString(ProcessHandle.current().pid()));
      assertThat(message.header().messageId()).isEqualTo("-");
      assertThat(message.data().mdcElementId()).isEqualTo("mdc@32473");
      assertThat(message.data().logElementId()).isEqualTo("log@32473");
      assertThat(message.data().mdcIncludes()).isEmpty();
      assertThat(message.data().mdcExcludes()).isEmpty();
      assertThat(message.text().byteOrderMark()).isFalse();
      assertThat(message.text().newlineEscape()).contains("\\n");
      assertThat(message.maxBytes()).isEqualTo(64 * 1024);
    }

    @Test
    void theBufferIsOfEightMegabytesAndDiscards() {
      assertThat(config.buffer())
          .isEqualTo(
              new BufferSettings(
                  8 * 1024 * 1024,
                  Optional.empty(),
                  Overflow.DISCARD,
                  Severity.WARNING,
                  Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\t\n"})
    void everySettingThatIsEmptyCountsAsAbsent(String empty) {
      for (Setting setting : Setting.all()) {
        if (setting != Setting.HOST && setting != Setting.FAILBACK) {
          settings.put(setting.toString(), empty);
        }
      }
      assertThat(with()).isEqualTo(config);
    }
  }

  @Nested
  class Servers {

    @Test
    void areThePrimaryAndTheFailoverServersInTheirOrder() {
      SenderConfig config = with("port", "1514", "failoverServers", " log2 , log3:1601,10.0.0.1,");
      assertThat(config.servers())
          .containsExactly(
              new Server("log1", 1514),
              new Server("log2", 1514),
              new Server("log3", 1601),
              new Server("10.0.0.1", 1514));
    }

    @Test
    void mayHaveAddressesOfVersionSix() {
      SenderConfig config =
          with("host", "[2001:db8::1]", "failoverServers", "[::1]:1601, [fe80::1%eth0]");
      assertThat(config.servers())
          .containsExactly(
              new Server("2001:db8::1", 601),
              new Server("::1", 1601),
              new Server("fe80::1%eth0", 601));
      assertThat(config.servers())
          .hasToString("[[2001:db8::1]:601, [::1]:1601, [fe80::1%eth0]:601]");
    }

    @Test
    void mayHaveNamesThatDoNotResolve() {
      assertThat(with("host", "not-yet.example.").primary()).hasToString("not-yet.example.:601");
    }

    @Test
    void needAPrimary() {
      settings.remove("host");
      assertThat(refusalOf())
          .isEqualTo("host is missing; expected the name or address of the primary log server");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "log1:601",
          "[::1]:601",
          "::1",
          "[::1",
          "[]",
          "[ab]",
          "a b",
          "a/b",
          "tcp://log1",
          "a,b"
        })
    void refuseAPrimaryThatIsNoName(String host) {
      assertThat(refusalOf("host", host))
          .isEqualTo(
              "host is \""
                  + host
                  + "\"; expected a name, an IPv4 address or an [IPv6] address;"
                  + " the port belongs in port");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"log2:0", "log2:65536", "log2:", "log2:x", "log2:-1", "::1", "[::1]:", "a b"})
    void refuseAFailoverServerThatIsNoNameAndPort(String server) {
      assertThat(refusalOf("failoverServers", "log3, " + server))
          .isEqualTo(
              "failoverServers has \""
                  + server
                  + "\"; expected host or host:port with a port from 1 to 65535,"
                  + " an IPv6 address in brackets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "70000", "-1", "x", "601.5", "99999999999999999999"})
    void refuseAPortThatIsNone(String port) {
      assertThat(refusalOf("port", port))
          .isEqualTo("port is \"" + port + "\"; expected a whole number from 1 to 65535");
    }

    @Test
    void areWarnedOfWhenOneIsThereTwice() {
      SenderConfig config = with("failoverServers", "log2, log1:601, log1:602");
      assertThat(config.servers()).hasSize(4);
      assertThat(config.warnings())
          .containsExactly("server log1:601 is listed twice; expected each server once");
    }
  }

  @Nested
  class TheFailback {

    @Test
    void isOnWithItsDefaultsWhenTheElementIsEmpty() {
      assertThat(with("failoverServers", "log2", "failback", "").failback())
          .contains(new Failback(Duration.ofSeconds(60), 3));
    }

    @Test
    void isOnWhenOneOfItsSettingsIsThere() {
      assertThat(
              with("failoverServers", "log2", "failback.successfulProbesRequired", "5").failback())
          .contains(new Failback(Duration.ofSeconds(60), 5));
      assertThat(with("failback.tcpProbeInterval", "2 min").failback())
          .contains(new Failback(Duration.ofMinutes(2), 5));
    }

    @Test
    void isOnWithItsDefaultsWhenTheElementHasEmptySettings() {
      assertThat(
              with(("failoverServers=log2=failback==failback.tcpProbeInterval="
                          + "=failback.successfulProbesRequired= ")
                      .split("="))
                  .failback())
          .contains(new Failback(Duration.ofSeconds(60), 3));
    }

    @Test
    void isOffWhenThereAreOnlyEmptySettings() {
      assertThat(with("failoverServers", "log2", "failback.tcpProbeInterval", "").failback())
          .isEmpty();
    }

    @Test
    void isRefusedWithoutFailoverServers() {
      assertThat(refusalOf("failback", ""))
          .isEqualTo(
              "failback is set without failoverServers;"
                  + " expected at least one server to fail back from");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "many"})
    void needsAProbe(String required) {
      assertThat(
              refusalOf("failoverServers", "log2", "failback.successfulProbesRequired", required))
          .isEqualTo(
              "failback.successfulProbesRequired is \""
                  + required
                  + "\"; expected a whole number from 1 to 1000000");
    }

    @Test
    void isWarnedOfWhenItProbesMoreOftenThanOnceASecond() {
      with("failoverServers", "log2");
      assertThat(with("failback.tcpProbeInterval", "999 ms").warnings())
          .containsExactly(
              "failback.tcpProbeInterval is 999 ms; use 1 s or more to limit the load on the primary");
      assertThat(with("failback.tcpProbeInterval", "1 s").warnings()).isEmpty();
    }
  }

  @Nested
  class Durations {

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
    void haveAUnitOrAreSecondsOrAreInIso8601(String text, long expectedMillis) {
      assertThat(with("connectTimeout", text).connection().connectTimeout())
          .isEqualTo(Duration.ofMillis(expectedMillis));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"0", "0 s", "-1 s", "soon", "5 x", "1,5 s", "1.5.1 s", "s", "1 s 5 ms", "-PT1S"})
    void areRefusedWhenTheyAreNone(String text) {
      assertThat(refusalOf("writeTimeout", text))
          .isEqualTo("writeTimeout is \"" + text + "\"; expected a time above 0, such as \"10 s\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"366 d", "8784 h", "31536001", "P366D", "999999999999999 days"})
    void areAYearAtMost(String text) {
      assertThat(refusalOf("writeTimeout", text))
          .isEqualTo("writeTimeout is \"" + text + "\"; expected at most 365 days");
    }

    @ParameterizedTest
    @CsvSource({"connectTimeout, 5000", "reconnectDelay, 3601", "resendWindow, 30000.5"})
    void areWarnedOfWhenTheyAreLongAndHaveNoUnit(String name, String text) {
      assertThat(with("maxReconnectDelay", "1 day", name, text).warnings())
          .containsExactly(
              (name + " is \"" + text + "\", which means seconds; expected a unit for so long a")
                  + (" time, such as \"" + text + " ms\" or \"" + text + " s\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "5000 s", "PT5000S", "2 h"})
    void areNotWarnedOfWhenTheyHaveAUnitOrAreNoLongerThanAnHour(String text) {
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
    void areAboveZeroWhereZeroHasNoMeaning(String name, String example) {
      assertThat(refusalOf("failoverServers", "log2", name, "0 s"))
          .isEqualTo(name + " is \"0 s\"; expected a time above 0, such as \"" + example + "\"");
    }

    @Test
    void keepsMessagesInTheFileThatIsSet() {
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
    void warnsOfASizeWithoutASpool() {
      assertThat(with("spoolSize", "1 MB").warnings())
          .containsExactly(
              "spoolSize has no effect without spoolFile; set spoolFile or remove spoolSize");
    }

    @Test
    void refusesAFileThatCannotBe() {
      assertThat(refusalOf("spoolFile", "a\0b")).contains("expected the name of a file");
    }

    @Test
    void hasNoPortForRelpButTheOneThatIsSet() {
      assertThat(refusalOf("protocol", "relp"))
          .isEqualTo("port is missing; expected one for protocol relp, which has no default port");
      SenderConfig config = with("protocol", "RELP", "port", "20514", "failoverServers", "b");
      assertThat(config.servers()).extracting(Server::port).containsExactly(20514, 20514);
    }

    @Test
    void haveDefaultsOfTheirOwnForDatagrams() {
      SenderConfig config = with("protocol", "udp", "failoverServers", "b");
      assertThat(config.servers()).extracting(Server::port).containsExactly(514, 514);
      assertThat(config.message().maxBytes()).isEqualTo(8 * 1024);
      assertThat(config.canProbe()).isFalse();
      assertThat(refusalOf("protocol", "udp", "maxMessageSize", "65508"))
          .contains("expected a size from 512 bytes to 65507 bytes, such as \"8 KB\"");
    }

    @Test
    void refusesFailbackOverUdpWithoutAPortToProbe() {
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
    void warnsOfAPortToProbeThatIsNotUsed() {
      assertThat(with("probePort", "601").warnings())
          .containsExactly(
              "probePort has no effect with protocol tcp; use protocol udp or remove it");
    }

    @Test
    void readsTheLimitsOfRelp() {
      assertThat(with().relp()).isEqualTo(new RelpSettings(1024, Duration.ofSeconds(30)));
      assertThat(with("relpWindow", "1", "relpTimeout", "2 s").relp())
          .isEqualTo(new RelpSettings(1, Duration.ofSeconds(2)));
      assertThat(refusalOf("relpWindow", "0"))
          .isEqualTo("relpWindow is \"0\"; expected a whole number from 1 to 1000000");
      assertThat(refusalOf("relpTimeout", "0"))
          .contains("relpTimeout is \"0\"; expected a time above 0");
    }

    @Test
    void mayBeZeroWhereThatTurnsSomethingOff() {
      ConnectionSettings connection =
          with("livenessProbeInterval", "0", "resendWindow", "0 s").connection();
      assertThat(connection.livenessProbeInterval()).isZero();
      assertThat(connection.resendWindow()).isZero();
      assertThat(refusalOf("resendWindow", "-1"))
          .isEqualTo(
              "resendWindow is \"-1\"; expected a time such as \"10 s\", or 0 to turn it off");
    }

    @Test
    void ofTheWaitAreInOrder() {
      assertThat(refusalOf("reconnectDelay", "10 s", "maxReconnectDelay", "9 s"))
          .isEqualTo(
              "maxReconnectDelay is shorter than reconnectDelay; expected the same or longer");
      assertThat(with("maxReconnectDelay", "10 s").connection().maxReconnectDelay())
          .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void areRefusedOnceEvenIfTheyAreComparedWithOthers() {
      assertThat(refusalOf("maxReconnectDelay", "0"))
          .isEqualTo("maxReconnectDelay is \"0\"; expected a time above 0, such as \"60 s\"");
    }
  }

  @Nested
  class Sizes {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
      "1 MB, 1048576",
      "1mb, 1048576",
      "512 KB, 524288",
      "1 GB, 1073741824",
      "300000, 300000",
      "300000 B, 300000",
      "512KiB, 524288",
      "1 MiB, 1048576",
      "1GiB, 1073741824",
      "0.5 MB, 524288",
      "8M, 8388608",
      "512k, 524288",
      "1 g, 1073741824",
      "1.0009765625 M, 1049600"
    })
    void haveAUnitOrAreBytes(String text, long expectedBytes) {
      assertThat(with("bufferSize", text).buffer().bytes()).isEqualTo(expectedBytes);
    }

    @ParameterizedTest
    @CsvSource({
      "bufferSize, 1 TB, 64 KB, 1 GB, 8 MB",
      "bufferSize, 2 GB, 64 KB, 1 GB, 8 MB",
      "maxMessageSize, 511, 512 bytes, 16 MB, 64 KB",
      "maxMessageSize, 0, 512 bytes, 16 MB, 64 KB",
      "sendBufferSize, 4095, 4 KB, 64 MB, 256 KB",
      "sendBufferSize, big, 4 KB, 64 MB, 256 KB"
    })
    void areRefusedWhenTheyAreNoneOrOutOfRange(
        String name, String text, String min, String max, String example) {
      assertThat(refusalOf(name, text))
          .isEqualTo(
              name
                  + (" is \"" + text + "\"; expected a size from " + min + " to " + max)
                  + (", such as \"" + example + "\""));
    }

    @Test
    void ofTheBufferAndOfAMessageGoTogether() {
      assertThat(refusalOf("bufferSize", "255 KB"))
          .isEqualTo(
              "bufferSize is 255 KB and maxMessageSize 64 KB;"
                  + " expected at least 256 KB, 4 times maxMessageSize");
      assertThat(with("bufferSize", "256 KB").buffer().bytes()).isEqualTo(256 * 1024);
      assertThat(with("bufferSize", "64 KB", "maxMessageSize", "16 KB").message().maxBytes())
          .isEqualTo(16 * 1024);
    }
  }

  @Nested
  class Words {

    @Test
    void mayBeInAnyCase() {
      SenderConfig config =
          with(
              ("protocol=TCP framing=NewLine facility=Local3 overflow=Block discardBelow=error"
                      + " format=RFC5424 bom=TRUE includeLogger=True includeThread=true")
                  .split("[= ]"));
      assertThat(config.protocol()).isEqualTo(Protocol.TCP);
      assertThat(config.message().framing()).isEqualTo(FramingMode.NEWLINE);
      assertThat(config.message().header().facility()).isEqualTo(Facility.LOCAL3);
      assertThat(config.buffer().overflow()).isEqualTo(Overflow.BLOCK);
      assertThat(config.buffer().discardBelow()).isEqualTo(Severity.ERROR);
      assertThat(config.message().text().byteOrderMark()).isTrue();
      assertThat(config.message().data().includes(Include.LOGGER)).isTrue();
      assertThat(config.message().data().includes(Include.THREAD)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void nameEveryFacility(Facility facility) {
      assertThat(with("facility", facility.name().toLowerCase(Locale.ROOT)).message())
          .extracting(message -> message.header().facility())
          .isEqualTo(facility);
    }

    @ParameterizedTest
    @CsvSource({"AUDIT, LOG_AUDIT", "Alert, LOG_ALERT"})
    void nameAFacilityAsLogbackDoes(String text, Facility expected) {
      assertThat(with("facility", text).message().header().facility()).isEqualTo(expected);
    }

    @Test
    void nameProtocolAndFormatAsLog4jDoes() {
      assertThat(with("protocol", "SSL").protocol()).isEqualTo(Protocol.TLS);
      assertThat(with("format", "BSD").message().format()).isEqualTo(MessageFormat.RFC3164);
    }

    @ParameterizedTest
    @CsvSource({
      "DEBUG, DEBUG",
      "INFO, INFORMATIONAL",
      "NOTICE, NOTICE",
      "WARN, WARNING",
      "ERROR, ERROR",
      "FATAL, ALERT",
      "Informational, INFORMATIONAL",
      "emergency, EMERGENCY",
      "alert, ALERT",
      "crit, CRITICAL",
      "err, ERROR",
      "emerg, EMERGENCY",
      "panic, EMERGENCY"
    })
    void nameALevelOfTheFrameworksOrASeverity(String text, Severity expected) {
      assertThat(with("discardBelow", text).buffer().discardBelow()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "framing | lines | octetCounting, newline",
          "overflow | drop | discard, block",
          "bom | yes | true or false",
          "facility | local8 | kern, user, mail, daemon, auth, syslog, lpr, news, uucp, cron,"
              + " authpriv, ftp, ntp, log_audit, log_alert, clock, local0, local1, local2, local3,"
              + " local4, local5, local6, local7",
          "discardBelow | TRACE | DEBUG, INFO, NOTICE, WARN, ERROR, FATAL, EMERGENCY, ALERT,"
              + " CRITICAL, WARNING, INFORMATIONAL, EMERG, PANIC, CRIT, ERR"
        })
    void areRefusedWhenTheyAreUnknown(String name, String text, String expected) {
      assertThat(refusalOf(name, text))
          .isEqualTo(name + " is \"" + text + "\"; expected " + expected);
    }
  }

  @Test
  void readsWhatAMessageLooksLike() {
    MessageSettings message =
        with(("hostName=web7 appName=shop processId=p1 messageId=m1 mdcId=ctx"
                    + " enterpriseNumber=4711 mdcIncludes=user,trace.* mdcExcludes=pin"
                    + " newlineEscape=<LF> maxMessageSize=512")
                .split("[= ]"))
            .message();
    assertThat(message.header().hostName()).contains("web7");
    assertThat(message.header().appName()).isEqualTo("shop");
    assertThat(message.header().processId()).isEqualTo("p1");
    assertThat(message.header().messageId()).isEqualTo("m1");
    assertThat(message.data().mdcElementId()).isEqualTo("ctx@4711");
    assertThat(message.data().logElementId()).isEqualTo("log@4711");
    assertThat(message.data().mdcIncludes()).containsExactly("user", "trace.*");
    assertThat(message.data().mdcExcludes()).containsExactly("pin");
    assertThat(message.text().newlineEscape()).contains("<LF>");
    assertThat(message.maxBytes()).isEqualTo(512);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "\u0000", "a\tb"})
  void refusesANewlineEscapeThatIsNoText(String escape) {
    assertThat(refusalOf("newlineEscape", escape))
        .isEqualTo(
            "newlineEscape has a control character;"
                + " expected text without one, such as \\n as two characters");
  }

  @Test
  void aLineFeedMayStayInADatagram() {
    for (String none : List.of("none", "NONE")) {
      SenderConfig config = with("protocol", "udp", "newlineEscape", none);
      assertThat(config.message().text().newlineEscape()).isEmpty();
      assertThat(config.warnings()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "relp"})
  void aLineFeedMayStayWhereItStaysAnyway(String protocol) {
    SenderConfig config = with("protocol", protocol, "port", "601", "newlineEscape", "none");
    assertThat(config.message().text().newlineEscape()).isEmpty();
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void aLineFeedMayNotStayWhereItEndsTheMessage() {
    assertThat(refusalOf("framing", "newline", "newlineEscape", "None"))
        .isEqualTo(
            "newlineEscape is none with framing newline, where a line feed in a text would end its"
                + " message and begin another; expected framing octetCounting, or text such as \\n");
  }

  @Test
  void aLineFeedMayNotStayWhereNoControlCharacterMay() {
    assertThat(refusalOf("protocol", "udp", "controlCharacters", "escape", "newlineEscape", "none"))
        .isEqualTo(
            "newlineEscape is none with controlCharacters escape, which replaces every line feed;"
                + " expected controlCharacters keep, or text such as \\n");
  }

  @Test
  void warnsOfANewlineEscapeThatHasNoEffect() {
    assertThat(with("newlineEscape", "<LF>").warnings())
        .containsExactly(
            "newlineEscape has no effect where line feeds are sent as they are; use it with protocol"
                + " udp, framing newline or controlCharacters escape, or remove it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"framing=newline", "protocol=udp", "controlCharacters=escape"})
  void doesNotWarnOfANewlineEscapeThatHasAnEffect(String setting) {
    settings.put("newlineEscape", "<LF>");
    assertThat(with(setting.split("=", -1)).warnings()).isEmpty();
  }

  @Test
  void warnsOfStackTracesThatAreLeftOutForLackOfAPlace() {
    assertThat(with("format", "rfc3164", "stackTrace", "structuredData").warnings())
        .containsExactly(
            "stackTrace is structuredData with format rfc3164, which has no structured data, so that"
                + " stack traces are left out; use message, lines or none");
  }

  @Test
  void warnsOfAPatternForStackTracesThatAreLeftOut() {
    SenderConfig config = with("stackTrace", "none", "stackTracePattern", "%rEx");
    assertThat(config.message().text().stackTracePattern()).contains("%rEx");
    assertThat(config.warnings())
        .containsExactly(
            "stackTracePattern has no effect with stackTrace none; use message, lines or"
                + " structuredData, or remove it");
  }

  @Test
  void refusesWhatIsNoSettingAndNamesTheNearestThatIs() {
    assertThat(refusalOf("hosst", "log1")).isEqualTo("hosst is not a setting; did you mean host?");
  }

  @Test
  void refusesWhatIsNoSettingEvenIfItIsEmpty() {
    assertThat(refusalOf("hosst", " ")).isEqualTo("hosst is not a setting; did you mean host?");
  }

  @Test
  void namesEachUnknownSetting() {
    assertThat(refusalOf("hosst", "log1", "Port", "601"))
        .isEqualTo(
            "Port is not a setting; did you mean port?;"
                + " hosst is not a setting; did you mean host?");
  }

  @Test
  void namesItsSettings() {
    assertThat(Setting.all())
        .extracting(Setting::toString)
        .contains("host", "failback", "failback.tcpProbeInterval", "relpWindow", "tlsKeyFile")
        .doesNotHaveDuplicates();
    assertThat(Setting.isNamed("HOST")).isTrue();
    assertThat(Setting.isNamed("hosst")).isFalse();
  }

  @Test
  void namesWhatTheCallerFoundWrongToo() {
    settings.put("port", "0");
    assertThatThrownBy(() -> SenderConfig.of(settings, List.of("there are two layouts")))
        .hasMessage(
            "there are two layouts; port is \"0\"; expected a whole number from 1 to 65535");
  }

  @Test
  void takesAnEnterpriseNumberWithParts() {
    MessageSettings message = with("enterpriseNumber", "32473.1.2").message();
    assertThat(message.data().enterpriseNumber()).isEqualTo("32473.1.2");
    assertThat(message.data().mdcElementId()).isEqualTo("mdc@32473.1.2");
    assertThat(message.data().logElementId()).isEqualTo("log@32473.1.2");
    assertThat(refusalOf("mdcId", "m".repeat(23)))
        .endsWith(
            "expected at most 22 characters, so that @32473.1.2 still fits, or longSdIds=true,"
                + " which sends it whole");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "-1", "32473.", ".1", "1..2", "1 2", "123456789.123456789.1234567.1"})
  void refusesAnEnterpriseNumberThatIsNoneOrTooLong(String number) {
    assertThat(refusalOf("enterpriseNumber", number))
        .isEqualTo(
            "enterpriseNumber is \""
                + number
                + "\"; expected a number such as 32473, or one with"
                + " parts such as 32473.1.2, of at most 28 characters");
  }

  @Test
  void refusesAnIdOfContextDataThatWouldClashOrBeCut() {
    assertThat(refusalOf("mdcId", "log"))
        .isEqualTo(
            "mdcId is \"log\"; expected another name; the element log has the logger and the thread");
    assertThat(refusalOf("mdcId", "m".repeat(27)))
        .endsWith(
            "expected at most 26 characters, so that @32473 still fits, or longSdIds=true, which"
                + " sends it whole");
    assertThat(refusalOf("mdcId", "mdc@1"))
        .isEqualTo("mdcId is \"mdc@1\"; expected a name without @; @32473 is appended");
    assertThat(with("mdcId", "m".repeat(26)).message().data().mdcElementId()).hasSize(32);
    assertThat(with("mdcId", "m".repeat(27), "longSdIds", "true").message().data().mdcElementId())
        .isEqualTo("m".repeat(27) + "@32473");
    assertThat(refusalOf("mdcId", "mdc@1", "longSdIds", "true")).contains("without @");
  }

  @Nested
  class TheIdOfAnElementThatEveryMessageGets {
    private static final String TOKEN = "0123abcd-4567-89ef-0123-456789abcdef"; // 36 characters

    private SenderConfig withIds(String... ids) {
      return SenderConfig.of(settings, List.of(ids), List.of(), Optional.empty());
    }

    @Test
    void isRefusedWithTheOtherFaultsIfItWouldBeCut() {
      settings.put("port", "0");
      assertThatThrownBy(() -> withIds(TOKEN + "@41058", "app", "n".repeat(27)))
          .hasMessage(
              "port is \"0\"; expected a whole number from 1 to 65535; the id of structured data \""
                  + TOKEN
                  + "@41058\" has 42 characters; expected at most 32 (RFC 5424), or longSdIds=true,"
                  + " which sends it whole; the id of structured data \""
                  + "n".repeat(27)
                  + "@32473\" has 33 characters; expected at most 32 (RFC 5424), or longSdIds=true,"
                  + " which sends it whole");
    }

    @Test
    void mayHaveAsManyCharactersAsTheRfcAllows() {
      assertThat(withIds("n".repeat(26), "n".repeat(30) + "@7").message().data().longSdIds())
          .isFalse();
    }

    @Test
    void mayHaveMoreIfThatIsWanted() {
      settings.put("longSdIds", "true");
      assertThat(withIds(TOKEN + "@41058").message().data().longSdIds()).isTrue();
    }
  }

  @Test
  void namesAllFaultsAtOnce() {
    settings.clear();
    assertThat(
            refusalOf(
                "port",
                "0",
                "failback",
                "",
                "connectTimeout",
                "0",
                "framing",
                "x",
                "unheardOf",
                "1"))
        .contains(
            "host is missing; expected the name or address of the primary log server",
            "port is \"0\"; expected a whole number from 1 to 65535",
            "failback is set without failoverServers; expected at least one server",
            "connectTimeout is \"0\"; expected a time above 0, such as \"10 s\"",
            "framing is \"x\"; expected octetCounting, newline",
            "unheardOf is not a setting; docs/configuration.md lists those that there are");
  }

  @Nested
  class TheOlderFormat {

    @Test
    void hasShorterMessages() {
      assertThat(with("format", "RFC3164").message().maxBytes()).isEqualTo(1024);
      assertThat(with("maxMessageSize", "2 KB").message().maxBytes()).isEqualTo(2048);
      assertThat(with("protocol", "udp").message().maxBytes()).isEqualTo(2048);
    }

    @Test
    void warnsOfSettingsThatItHasNoPlaceFor() {
      assertThat(with("format", "rfc3164", "sequenceId", "true", "mdcIncludes", "user").warnings())
          .containsExactly(
              "mdcIncludes, sequenceId have no effect with format rfc3164; use format rfc5424 or"
                  + " remove them");
    }
  }

  @Test
  void refusesWhatItDoesNotKnowOfMessages() {
    assertThat(refusalOf("format", "rfc1", "stackTrace", "yes", "controlCharacters", "drop"))
        .contains("format is \"rfc1\"; expected rfc5424, rfc3164")
        .contains("stackTrace is \"yes\"; expected message, lines, structuredData, none")
        .contains("controlCharacters is \"drop\"; expected keep, escape");
  }
}
