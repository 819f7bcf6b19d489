package io.github.failoversyslog.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.config.EverySetting;
import io.github.failoversyslog.config.SenderConfig;
import java.lang.reflect.Method;
import java.util.Map;
import org.apache.logging.log4j.core.config.ConfigurationException;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void everySettingOfTheCoreHasAValueInTheseTests() {
    assertThat(EverySetting.withValues()).containsOnlyKeys(EverySetting.names());
  }

  @Test
  void everyAttributeReachesTheCoreUnderItsName() {
    StringBuilder attributes = new StringBuilder("<FailoverSyslog name=\"SYSLOG\"");
    StringBuilder failback = new StringBuilder("<Failback");
    EverySetting.withValues()
        .forEach(
            (name, value) ->
                (name.startsWith("failback.") ? failback : attributes)
                    .append(" %s=\"%s\"".formatted(name.substring(name.indexOf('.') + 1), value)));

    Configured configured = Configured.by(attributes + ">" + failback + "/></FailoverSyslog>");

    assertThat(configured.refusals()).isEmpty();
    assertThat(configured.appender().config).isEqualTo(SenderConfig.of(EverySetting.withValues()));
  }

  @Test
  void everySetterReachesTheCoreUnderItsName() throws Exception {
    FailoverSyslogAppender.Builder builder = FailoverSyslogAppender.newBuilder();
    FailbackElement.Builder failback = FailbackElement.newBuilder();
    for (Map.Entry<String, String> setting : EverySetting.withValues().entrySet()) {
      String name = setting.getKey().substring(setting.getKey().indexOf('.') + 1);
      Object target = name.equals(setting.getKey()) ? builder : failback;
      String setter = "set" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
      Method method = target.getClass().getMethod(setter, String.class);
      assertThat(method.invoke(target, setting.getValue())).isSameAs(target);
    }

    assertThat(builder.setName("SYSLOG").setFailback(failback.build()).build().config)
        .isEqualTo(SenderConfig.of(EverySetting.withValues()));
  }

  @Test
  void takesTheDocumentedExample() {
    Configured configured =
        Configured.by(
            """
            <FailoverSyslog name="SYSLOG" host="primary-server.com" port="601" protocol="tcp" appName="shop"
                            failoverServers="failover-server1, failover-server2:1601">
              <Failback tcpProbeInterval="60 s" successfulProbesRequired="3"/>
              <PatternLayout pattern="%m%xEx"/>
            </FailoverSyslog>
            """);

    assertThat(configured.refusals()).isEmpty();
    FailoverSyslogAppender appender = configured.appender();
    assertThat(appender.config.servers())
        .hasToString("[primary-server.com:601, failover-server1:601, failover-server2:1601]");
    assertThat(appender.getLayout()).isInstanceOf(PatternLayout.class);
    assertThat(appender.ignoreExceptions()).isTrue();
  }

  @Test
  void anEmptyFailbackElementTurnsFailbackOn() {
    Configured configured =
        Configured.by(
            """
            <FailoverSyslog name="SYSLOG" host="a" failoverServers="b"><Failback/></FailoverSyslog>
            """);

    assertThat(configured.appender().config.failback()).isPresent();
  }

  @Test
  void withoutFailbackElementThereIsNoFailback() {
    Configured configured =
        Configured.by("<FailoverSyslog name=\"SYSLOG\" host=\"a\" failoverServers=\"b\"/>");

    assertThat(configured.appender().config.failback()).isEmpty();
  }

  @Test
  void namesAllFaultsInOneMessageThatBeginsWithItsName() {
    Configured configured =
        Configured.by(
            """
            <FailoverSyslog name="SYSLOG" hots="a" port="70000" failoverServers="b" failback.tcpProbeInterval="1 s">
              <Failback tcpProbesInterval="60 s" successfulProbesRequired="0"><Failback/></Failback>
              <Failback/>
              <KeyValuePair key="a" value="b"/>
            </FailoverSyslog>
            """);

    assertThat(configured.appender()).isNull();
    assertThat(configured.refusals())
        .containsExactly(
            String.join(
                "; ",
                "SYSLOG: attribute or element failback.tcpProbeInterval is not a setting;"
                    + " put tcpProbeInterval in the element failback",
                "attribute or element hots is not a setting; did you mean host?",
                "attribute or element tcpProbesInterval of <Failback> is not a setting;"
                    + " did you mean tcpProbeInterval?",
                "extra element <Failback> is there twice; expected it once",
                "extra element <Failback> of <Failback> is not a setting;"
                    + " docs/configuration.md lists those that there are",
                "extra element <KeyValuePair> is not a setting;"
                    + " put it in StructuredData; in Logback it is <parameter> there",
                "port is \"70000\"; expected a whole number from 1 to 65535",
                "host is missing; expected the name or address of the primary log server",
                "failback.successfulProbesRequired is \"0\"; expected a whole number from 1 to 1000000"));
  }

  @Test
  void namesTheCounterpartsOfTheSettingsOfLog4jsSyslog() {
    Configured configured =
        Configured.by(
            """
            <FailoverSyslog name="SYSLOG" host="a" id="App" includeMDC="false" newLine="true"
                            connectTimeoutMillis="5000" reconnectionDelayMillis="5000" immediateFail="true">
              <LoggerFields><KeyValuePair key="a" value="b"/></LoggerFields>
              <SocketOptions keepAlive="true"/>
            </FailoverSyslog>
            """);

    assertThat(configured.refusals())
        .containsExactly(
            String.join(
                "; ",
                "SYSLOG: attribute or element connectTimeoutMillis is not a setting;"
                    + " use connectTimeout, with a unit, such as \"500 ms\"",
                "attribute or element id is not a setting; use StructuredData, which has an id",
                "attribute or element immediateFail is not a setting;"
                    + " leave it out: the appender starts without a server too",
                "attribute or element includeMDC is not a setting;"
                    + " context data is sent unless mdcExcludes=\"*\" is set",
                "attribute or element newLine is not a setting; use framing=\"newline\"",
                "attribute or element reconnectionDelayMillis is not a setting;"
                    + " use reconnectDelay, with a unit, such as \"500 ms\"",
                "extra element <LoggerFields> is not a setting; use StructuredData, which has an id",
                "extra element <SocketOptions> is not a setting;"
                    + " use sendBufferSize; the other options cannot be set"));
  }

  /** Log4j makes an attribute of an element that is empty in YAML or JSON. */
  @ParameterizedTest
  @ValueSource(strings = {"", "null", "true"})
  void saysHowToWriteAnElementThatIsEmpty(String text) {
    Configured configured =
        Configured.by(
            "<FailoverSyslog name=\"SYSLOG\" host=\"a\" failoverServers=\"b\" Failback=\"%s\"/>"
                .formatted(text));

    assertThat(configured.refusals())
        .containsExactly(
            "SYSLOG: attribute Failback is not a setting but an element; write \"Failback: {}\" in"
                + " YAML, \"Failback\": {} in JSON, <Failback/> in XML,"
                + " \"Failback.type = Failback\" in a properties file");
  }

  @Test
  void refusesWhatIsThereTwice() {
    Configured configured =
        Configured.by(
            """
            <FailoverSyslog name="SYSLOG" host="a" Host="b" failoverServers="c" protocol="tls">
              <Failback/>
              <Failback/>
              <Ssl><TrustStore location="a" Location="b"/></Ssl>
              <Ssl/>
              <PatternLayout pattern="%m"/>
              <PatternLayout pattern="%c %m"/>
            </FailoverSyslog>
            """);

    assertThat(configured.refusals())
        .singleElement()
        .asString()
        .contains(
            "ocation of <TrustStore> is there twice; expected it once",
            "ost is there twice; expected it once",
            "extra element <Failback> is there twice; expected it once",
            "extra element <PatternLayout> is there twice; expected it once",
            "extra element <Ssl> is there twice; expected it once");
  }

  /** {@code null} is what Log4j makes of an empty value in YAML and JSON. */
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "${env:NO_SUCH_VARIABLE:-}", "null"})
  void everySettingThatIsEmptyCountsAsAbsent(String empty) {
    StringBuilder attributes = new StringBuilder();
    EverySetting.names().stream()
        .filter(name -> !name.startsWith("failback.") && !name.equals("host"))
        .filter(name -> !name.equals("failoverServers"))
        .filter(name -> !name.equals("tlsFingerprints"))
        .forEach(name -> attributes.append(" NAME='EMPTY'".replace("NAME", name)));
    String appender =
        """
        <FailoverSyslog name="SYSLOG" host="a" failoverServers="b" ignoreExceptions="EMPTY" ATTRIBUTES>
          <Failback tcpProbeInterval="EMPTY" successfulProbesRequired="EMPTY"/>
        </FailoverSyslog>
        """;

    Configured configured =
        Configured.by(appender.replace("ATTRIBUTES", attributes).replace("EMPTY", empty));

    assertThat(configured.refusals()).isEmpty();
    assertThat(configured.appender().config)
        .isEqualTo(SenderConfig.of(Map.of("host", "a", "failoverServers", "b", "failback", "")));
    assertThat(configured.appender().ignoreExceptions()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "${env:NO_SUCH_VARIABLE:-}", "null"})
  void fingerprintsThatAreEmptyAreRefused(String empty) {
    assertThat(
            Configured.by(
                    "<FailoverSyslog name='SYSLOG' host='a' protocol='tls' tlsFingerprints='EMPTY'/>"
                        .replace("EMPTY", empty))
                .refusals())
        .singleElement()
        .asString()
        .contains("tlsFingerprints is blank; expected sha-256:");
  }

  @Test
  void refusesASettingThatIsAProperty() {
    Configured configured =
        Configured.by(
            """
            <FailoverSyslog name="SYSLOG" host="a">
              <Property name="Host">b</Property>
              <Property name="owner">shop</Property>
            </FailoverSyslog>
            """);

    assertThat(configured.refusals())
        .containsExactly(
            "SYSLOG: <Property name=\"Host\"> is not used; expected the attribute Host");
  }

  @Test
  void anEmptyPortForRelpIsMissing() {
    Configured configured =
        Configured.by(
            "<FailoverSyslog name=\"SYSLOG\" host=\"a\" protocol=\"relp\" port=\"${env:NOPE:-}\"/>");

    assertThat(configured.refusals())
        .containsExactly(
            "SYSLOG: port is missing; expected one for protocol relp, which has no default port");
  }

  @ParameterizedTest
  @CsvSource({"true, true", "FALSE, false", "' false ', false"})
  void ignoresExceptionsAsSet(String text, boolean ignored) {
    String appender = "<FailoverSyslog name=\"SYSLOG\" host=\"a\" ignoreExceptions=\"%s\"/>";

    assertThat(Configured.by(appender.formatted(text)).appender().ignoreExceptions())
        .isEqualTo(ignored);
    assertThat(Configured.by(appender.formatted("yes")).refusals())
        .containsExactly("SYSLOG: ignoreExceptions is \"yes\"; expected true or false");
  }

  @Test
  void refusesAParameterWithoutAName() {
    Configured configured =
        Configured.by(
            """
            <FailoverSyslog name="SYSLOG" host="a">
              <StructuredData id="app@1"><KeyValuePair key="" value="a"/></StructuredData>
            </FailoverSyslog>
            """);

    assertThat(configured.refusals())
        .containsExactly(
            "SYSLOG: key of a <KeyValuePair> of <StructuredData> is missing; expected a name");
  }

  @Test
  void namesTheFaultsOfStructuredDataToo() {
    Configured configured =
        Configured.by(
            """
            <FailoverSyslog name="SYSLOG" host="a">
              <StructuredData ids="app@1"/>
            </FailoverSyslog>
            """);

    assertThat(configured.refusals())
        .singleElement()
        .asString()
        .contains(
            "id of <StructuredData> is missing; expected an SD-ID such as app@32473",
            "attribute or element ids of <StructuredData> is not a setting; did you mean id?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<Rfc5424Layout/> | <Rfc5424Layout> | format=\"rfc5424\"",
        "<SyslogLayout/> | <SyslogLayout> | format=\"rfc3164\"",
        "<PatternLayout pattern='&lt;14>1 %d - - - - %m'/> | the pattern of <PatternLayout>"
            + " | format=\"rfc5424\" or \"rfc3164\""
      })
  void aLayoutThatWritesASecondHeaderIsRefused(String layout, String name, String format) {
    Configured configured =
        Configured.by("<FailoverSyslog name=\"SYSLOG\" host=\"a\">" + layout + "</FailoverSyslog>");

    assertThat(configured.appender()).isNull();
    assertThat(configured.refusals())
        .containsExactly(
            "SYSLOG: "
                + name
                + " writes a syslog header, and the appender writes one itself; expected the appender's "
                + format
                + ", and a layout that formats the text only, or none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GelfLayout", "HtmlLayout", "PatternLayout"})
  void anyOtherLayoutIsTaken(String layout) {
    Configured configured =
        Configured.by(
            "<FailoverSyslog name=\"SYSLOG\" host=\"a\"><" + layout + "/></FailoverSyslog>");

    assertThat(configured.refusals()).isEmpty();
    assertThat(configured.appender()).isNotNull();
  }

  @Test
  void aPatternForStackTracesThatLog4jCannotParseIsRefusedWithTheOtherFaults() {
    Configured configured =
        Configured.by(
            "<FailoverSyslog name=\"SYSLOG\" host=\"a\" port=\"0\" stackTracePattern=\"%rEx{full\"/>");

    assertThat(configured.refusals())
        .containsExactly(
            "SYSLOG: stackTracePattern is \"%rEx{full\"; expected a pattern which Log4j can parse,"
                + " such as %rEx or %ex{5}; port is \"0\"; expected a whole number from 1 to 65535");
  }

  @Test
  void asksForLocationsIfThePatternOfStackTracesDoes() {
    String appender = "<FailoverSyslog name=\"SYSLOG\" host=\"a\" stackTracePattern=\"%s\"/>";

    assertThat(Configured.by(appender.formatted("%ex %L")).appender().requiresLocation()).isTrue();
    assertThat(Configured.by(appender.formatted("%ex")).appender().requiresLocation()).isFalse();
  }

  @Test
  void structuredDataMayHaveNoParameters() {
    String appender =
        """
        <FailoverSyslog name="SYSLOG" host="a"><StructuredData id="token@41058"/></FailoverSyslog>
        """;

    assertThat(Configured.by(appender).refusals()).isEmpty();
  }

  @Test
  void anIdOfStructuredDataThatWouldBeCutIsRefusedWithTheOtherFaults() {
    String appender =
        """
        <FailoverSyslog name="SYSLOG" host="a" port="0" longSdIds="%s">
          <StructuredData id="0123abcd-4567-89ef-0123-456789abcdef@41058"/>
        </FailoverSyslog>
        """;

    assertThat(Configured.by(appender.formatted("false")).refusals())
        .containsExactly(
            "SYSLOG: port is \"0\"; expected a whole number from 1 to 65535; the id of structured"
                + " data \"0123abcd-4567-89ef-0123-456789abcdef@41058\" has 42 characters; expected"
                + " at most 32 (RFC 5424), or longSdIds=true, which sends it whole");
    assertThat(Configured.by(appender.formatted("true")).refusals())
        .containsExactly("SYSLOG: port is \"0\"; expected a whole number from 1 to 65535");
  }

  @Test
  void asksForLocationsIfThePatternOfAParameterDoes() {
    String appender =
        """
        <FailoverSyslog name="SYSLOG" host="a">
          <StructuredData id="app"><KeyValuePair key="at" value="%s"/></StructuredData>
        </FailoverSyslog>
        """;

    assertThat(Configured.by(appender.formatted("%L")).appender().requiresLocation()).isTrue();
    assertThat(Configured.by(appender.formatted("%c")).appender().requiresLocation()).isFalse();
  }

  @Test
  void anElementThatNoPluginHasTheNameOfIsRefusedToo() {
    Configured configured =
        Configured.by(
            """
            <FailoverSyslog name="SYSLOG" host="a" failoverServers="b"><Failbak tcpProbeInterval="1 s"/></FailoverSyslog>
            """);

    assertThat(configured.appender()).isNull();
    assertThat(configured.refusals())
        .containsExactly(
            "SYSLOG: attribute or element Failbak is not a setting; did you mean failback?");
  }

  @Test
  void aProgramIsToldOfAllFaultsToo() {
    FailoverSyslogAppender.Builder builder =
        FailoverSyslogAppender.newBuilder().setName("SYSLOG").setHost("a:1").setFraming("lines");

    assertThatThrownBy(builder::build)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "SYSLOG: host is \"a:1\"; expected a name, an IPv4 address or an [IPv6] address; the"
                + " port belongs in port; framing is \"lines\"; expected octetCounting, newline");
  }
}
