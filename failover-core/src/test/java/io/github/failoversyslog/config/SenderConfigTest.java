package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderConfigTest extends ConfigStory {
  @Test
  void readsTheMessageSettings() {
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
  void refusesAnInvalidNewlineEscape(String escape) {
    assertThat(refusalOf("newlineEscape", escape))
        .isEqualTo(
            "newlineEscape has a control character;"
                + " expected text without one, such as \\n as two characters");
  }

  @Test
  void aNewlineEscapeMayHaveSpaces() {
    assertThat(with("framing", "newline", "newlineEscape", "a b").message().text().newlineEscape())
        .contains("a b");
  }

  @Test
  void onlyAStreamOfMessagesCanBeRenewed() {
    settings.put("port", "601");
    assertThat(with("protocol", "tcp").canRenew()).isTrue();
    assertThat(with("protocol", "tls").canRenew()).isTrue();
    assertThat(with("protocol", "udp").canRenew()).isFalse();
    assertThat(with("protocol", "relp").canRenew()).isFalse();
  }

  @Test
  void aLineFeedMayBeKeptInADatagram() {
    for (String none : List.of("none", "NONE")) {
      SenderConfig config = with("protocol", "udp", "newlineEscape", none);
      assertThat(config.message().text().newlineEscape()).isEmpty();
      assertThat(config.warnings()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "relp"})
  void aLineFeedMayBeKeptWhereItIsKeptAnyway(String protocol) {
    SenderConfig config = with("protocol", protocol, "port", "601", "newlineEscape", "none");
    assertThat(config.message().text().newlineEscape()).isEmpty();
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void aLineFeedMayNotBeKeptWhereItDelimitsMessages() {
    assertThat(refusalOf("framing", "newline", "newlineEscape", "None"))
        .isEqualTo(
            "newlineEscape is none with framing newline, where a line feed in a text would end its"
                + " message and begin another; expected framing octetCounting, or text such as \\n");
  }

  @Test
  void aLineFeedMayNotBeKeptIfControlCharactersAreReplaced() {
    assertThat(refusalOf("protocol", "udp", "controlCharacters", "escape", "newlineEscape", "none"))
        .isEqualTo(
            "newlineEscape is none with controlCharacters escape, which replaces every line feed;"
                + " expected controlCharacters keep, or text such as \\n");
  }

  @Test
  void warnsAboutANewlineEscapeWithoutEffect() {
    assertThat(with("newlineEscape", "<LF>").warnings())
        .containsExactly(
            "newlineEscape has no effect where line feeds are sent as they are; use it with protocol"
                + " udp, framing newline or controlCharacters escape, or remove it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"framing=newline", "protocol=udp", "controlCharacters=escape"})
  void doesNotWarnAboutANewlineEscapeWithAnEffect(String setting) {
    settings.put("newlineEscape", "<LF>");
    assertThat(with(setting.split("=", -1)).warnings()).isEmpty();
  }

  @Test
  void warnsAboutStackTracesThatAreOmitted() {
    assertThat(with("format", "rfc3164", "stackTrace", "structuredData").warnings())
        .containsExactly(
            "stackTrace is structuredData with format rfc3164, which has no structured data, so that"
                + " stack traces are left out; use message, lines or none");
  }

  @Test
  void warnsAboutAPatternForOmittedStackTraces() {
    SenderConfig config = with("stackTrace", "none", "stackTracePattern", "%rEx");
    assertThat(config.message().text().stackTracePattern()).contains("%rEx");
    assertThat(config.warnings())
        .containsExactly(
            "stackTracePattern has no effect with stackTrace none; use message, lines or"
                + " structuredData, or remove it");
  }

  @Test
  void refusesAnUnknownSettingAndNamesTheNearestOne() {
    assertThat(refusalOf("hosst", "log1")).isEqualTo("hosst is not a setting; did you mean host?");
  }

  @Test
  void refusesAnUnknownSettingEvenIfItIsEmpty() {
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
  void reportsTheFaultsFoundByTheCallerToo() {
    settings.put("port", "0");
    assertThatThrownBy(() -> SenderConfig.of(settings, List.of("there are two layouts")))
        .hasMessage(
            "there are two layouts; port is \"0\"; expected a whole number from 1 to 65535");
  }

  @Test
  void acceptsAnEnterpriseNumberWithParts() {
    MessageSettings message = with("enterpriseNumber", "32473.1.2").message();
    assertThat(message.data().enterpriseNumber()).isEqualTo("32473.1.2");
    assertThat(message.data().mdcElementId()).isEqualTo("mdc@32473.1.2");
    assertThat(message.data().logElementId()).isEqualTo("log@32473.1.2");
    String longest = "123456789.123456789.12345678";
    assertThat(with("enterpriseNumber", longest).message().data().logElementId())
        .isEqualTo("log@" + longest)
        .hasSize(32);
    settings.put("enterpriseNumber", "32473.1.2");
    assertThat(refusalOf("mdcId", "m".repeat(23)))
        .endsWith(
            "expected at most 22 characters, so that @32473.1.2 still fits, or longSdIds=true,"
                + " which sends it whole");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "-1", "32473.", ".1", "1..2", "1 2", "123456789.123456789.1234567.1"})
  void refusesAnInvalidOrTooLongEnterpriseNumber(String number) {
    assertThat(refusalOf("enterpriseNumber", number))
        .isEqualTo(
            "enterpriseNumber is \""
                + number
                + "\"; expected a number such as 32473, or one with"
                + " parts such as 32473.1.2, of at most 28 characters");
  }

  @Test
  void refusesAContextDataIdThatWouldClashOrBeTruncated() {
    assertThat(refusalOf("mdcId", "log"))
        .isEqualTo(
            "mdcId is \"log\"; expected another name; the element log has the logger and the thread");
    assertThat(refusalOf("mdcId", "m".repeat(27)))
        .endsWith(
            "expected at most 26 characters, so that @32473 still fits, or longSdIds=true, which"
                + " sends it whole");
    assertThat(refusalOf("mdcId", "mdc@1"))
        .isEqualTo("mdcId is \"mdc@1\"; expected a name without @; @32473 is appended");
    assertThat(refusalOf("mdcId", "@1")).contains("expected a name without @");
    assertThat(with("mdcId", "m".repeat(26)).message().data().mdcElementId()).hasSize(32);
    assertThat(with("mdcId", "m".repeat(27), "longSdIds", "true").message().data().mdcElementId())
        .isEqualTo("m".repeat(27) + "@32473");
    assertThat(refusalOf("mdcId", "mdc@1", "longSdIds", "true")).contains("without @");
  }

  @Test
  void reportsAllFaultsAtOnce() {
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

  @Test
  void refusesUnknownValuesOfMessageSettings() {
    assertThat(refusalOf("format", "rfc1", "stackTrace", "yes", "controlCharacters", "drop"))
        .contains("format is \"rfc1\"; expected rfc5424, rfc3164")
        .contains("stackTrace is \"yes\"; expected message, lines, structuredData, none")
        .contains("controlCharacters is \"drop\"; expected keep, escape");
  }
}
