package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownNamesTest {
  @ParameterizedTest
  @CsvSource({
    "hots, host",
    "hostname, hostName",
    "faioverServers, failoverServers",
    "failOverServer, failoverServers",
    "conectTimeout, connectTimeout",
    "reconnectDelays, reconnectDelay",
    "failbak, failback",
    "Structuredata, structuredData",
    "layot, layout"
  })
  void areAnsweredWithTheNearestName(String typed, String meant) {
    assertThat(UnknownNames.refusalOf("element <" + typed + ">"))
        .isEqualTo("element <" + typed + "> is not a setting; did you mean " + meant + "?");
  }

  @Test
  void areNotAnsweredWithADistantName() {
    assertThat(UnknownNames.refusalOf("attribute nonsense"))
        .isEqualTo(
            "attribute or element nonsense is not a setting;"
                + " docs/configuration.md lists those that there are");
    assertThat(
            UnknownNames.refusalOf("attribute ohsx")) // host, with two letters swapped, one changed
        .endsWith("docs/configuration.md lists those that there are");
  }

  @Test
  void areAnsweredWithTheNearestNameOfTheirElement() {
    assertThat(UnknownNames.refusalOf("attribute tcpProbesInterval of <Failback>"))
        .endsWith(" of <Failback> is not a setting; did you mean tcpProbeInterval?");
    assertThat(UnknownNames.refusalOf("element <ids> of <structuredData>"))
        .endsWith("is not a setting; did you mean id?");
    assertThat(UnknownNames.refusalOf("element <nmae> of <parameter>"))
        .endsWith("is not a setting; did you mean name?");
    assertThat(UnknownNames.refusalOf("element <trustStores> of <ssl>"))
        .endsWith("is not a setting; docs/configuration.md lists those that there are");
  }

  @Test
  void areAnsweredWithTheElementTheyBelongTo() {
    assertThat(UnknownNames.refusalOf("attribute tcpProbeInterval"))
        .endsWith("is not a setting; put tcpProbeInterval in the element failback");
    assertThat(UnknownNames.refusalOf("element <failback.tcpProbeInterval>"))
        .endsWith("is not a setting; put tcpProbeInterval in the element failback");
    assertThat(UnknownNames.refusalOf("element <port> of <failback>"))
        .endsWith("is not a setting; put it in the appender itself");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Log4j's Syslog, Socket and Rfc5424Layout
        "id | use StructuredData, which has an id",
        "LoggerFields | use StructuredData, which has an id",
        "includeMDC | context data is sent unless mdcExcludes=\"*\" is set",
        "newLine | use framing=\"newline\"",
        "escapeNL | use newlineEscape",
        "exceptionPattern | use stackTracePattern",
        "excludes | use mdcExcludes",
        "includes | use mdcIncludes",
        "ein | use enterpriseNumber",
        "connectTimeoutMillis | use connectTimeout, with a unit, such as \"500 ms\"",
        "reconnectionDelayMillis | use reconnectDelay, with a unit, such as \"500 ms\"",
        "reconnectDelayMillis | use reconnectDelay, with a unit, such as \"500 ms\"",
        "immediateFail | leave it out: the appender starts without a server too",
        "retryIntervalSeconds | use Failback, with tcpProbeInterval",
        "KeyValuePair | put it in StructuredData; in Logback it is <parameter> there",
        // Logback's SyslogAppender and AsyncAppender
        "syslogHost | use host",
        "SyslogHost | use host",
        "suffixPattern | use layout, with a pattern",
        "pattern | put it in a layout",
        "lazy | leave it out: the appender starts without a server too",
        "throwableExcluded | use stackTrace=\"none\"",
        "charset | leave it out: messages are UTF-8",
        "discardingThreshold | use discardBelow",
        // logstash-logback-encoder's TCP appender
        "destination | use host, port and failoverServers",
        "reconnectionDelay | use reconnectDelay",
        "connectionTimeout | use connectTimeout",
        "secondaryConnectionTTL | use Failback: it goes back to host when that can be reached again",
        "connectionStrategy | use Failback to prefer host; without it the servers are used"
            + " round-robin",
        "random | use failoverOrder=\"spread\": each client has its own order of the failover"
            + " servers",
        "keepAliveDuration | use livenessProbeInterval",
        "ringBufferSize | use bufferSize, which is in bytes",
        "shutdownGracePeriod | use shutdownTimeout",
        "appendTimeout | use overflow=\"block\" and blockTimeout"
      })
  void ofOtherAppendersAreAnsweredWithTheirCounterpart(String name, String advice) {
    assertThat(UnknownNames.refusalOf("element <" + name + ">"))
        .isEqualTo("element <" + name + "> is not a setting; " + advice);
  }

  @Test
  void thatAreAKnownSettingAreReportedAsDuplicates() {
    assertThat(UnknownNames.refusalOf("attribute Port"))
        .isEqualTo("attribute Port is there twice; expected it once");
    assertThat(UnknownNames.refusalOf("extra element <Failback>"))
        .isEqualTo("extra element <Failback> is there twice; expected it once");
    assertThat(UnknownNames.refusalOf("extra element <PatternLayout>"))
        .isEqualTo("extra element <PatternLayout> is there twice; expected it once");
    assertThat(UnknownNames.refusalOf("attribute TcpProbeInterval of <Failback>"))
        .isEqualTo("attribute TcpProbeInterval of <Failback> is there twice; expected it once");
  }

  @Test
  void ofUnknownElementsAreAnsweredWithTheCorrectSyntax() {
    assertThat(UnknownNames.refusalOf("attribute Failback"))
        .isEqualTo(
            "attribute Failback is not a setting but an element; write \"Failback: {}\" in YAML,"
                + " \"Failback\": {} in JSON, <Failback/> in XML,"
                + " \"Failback.type = Failback\" in a properties file");
  }

  @Test
  void ofElementsWithSeveralTypesAreAnsweredWithOneOfThem() {
    assertThat(UnknownNames.refusalOf("attribute layout"))
        .isEqualTo(
            "attribute layout is not a setting but an element; write one such as <PatternLayout/>"
                + " in XML, \"layout.type = PatternLayout\" in a properties file");
    assertThat(UnknownNames.refusalOf("attribute Filter"))
        .endsWith(
            "write one such as <ThresholdFilter/> in XML,"
                + " \"Filter.type = ThresholdFilter\" in a properties file");
  }

  @Test
  void mayHaveSeveralLinesInJson() {
    assertThat(UnknownNames.refusalOf("attribute a\nb"))
        .isEqualTo(
            "attribute or element a\nb is not a setting; docs/configuration.md lists those that there are");
    assertThat(UnknownNames.refusalOf("attribute a\nb of <Failback>"))
        .contains(" is not a setting; ");
  }

  @Test
  void mayBeVeryLong() {
    assertThat(UnknownNames.refusalOf("attribute " + "x".repeat(10_000_000)))
        .endsWith("docs/configuration.md lists those that there are");
  }

  @ParameterizedTest
  @CsvSource({"a b of <x>", "attribute ", "attribute a of b", "<x>", "extra x"})
  void mayBeAnything(String name) {
    assertThat(UnknownNames.refusalOf(name))
        .startsWith(name.strip().replaceFirst("^attribute a", "attribute or element a"))
        .contains("is not a setting; ");
  }
}
