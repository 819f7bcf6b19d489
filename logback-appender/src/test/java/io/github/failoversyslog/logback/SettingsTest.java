package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.config.EverySetting;
import io.github.failoversyslog.config.Fingerprints;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.config.TlsEngines;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void everySettingOfTheCoreHasAValueInTheseTests() {
    assertThat(EverySetting.withValues()).containsOnlyKeys(EverySetting.names());
  }

  @Test
  void everyElementReachesTheCoreUnderItsName() throws Exception {
    StringBuilder elements = new StringBuilder();
    StringBuilder failback = new StringBuilder();
    EverySetting.withValues()
        .forEach(
            (name, value) ->
                (name.startsWith("failback.") ? failback : elements)
                    .append("<NAME> %s </NAME>".formatted(value).replace("NAME", lastPart(name))));

    Configured configured =
        Configured.by(
            "<appender name=\"SYSLOG\" class=\"READER\"><failback>%s</failback>%s</appender>"
                .formatted(failback, elements));

    Map<String, String> settings = configured.appender("SYSLOG").settings();
    assertThat(settings).containsKeys(EverySetting.names().toArray(String[]::new));
    assertThat(SenderConfig.of(settings)).isEqualTo(SenderConfig.of(EverySetting.withValues()));
  }

  private static String lastPart(String name) {
    return name.substring(name.indexOf('.') + 1);
  }

  @Test
  void everySettingHasASetterAndNothingElseHas() {
    Stream<String> setters =
        Stream.of(
                ConnectionElements.class,
                MessageElements.class,
                SettingsBean.class,
                FailbackElement.class)
            .flatMap(bean -> Arrays.stream(bean.getDeclaredMethods()))
            .filter(
                method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}))
            .map(Method::getName);

    assertThat(setters)
        .containsExactlyInAnyOrderElementsOf(
            EverySetting.names().stream()
                .map(SettingsTest::lastPart)
                .map(name -> "set" + Character.toUpperCase(name.charAt(0)) + name.substring(1))
                .toList());
  }

  @Test
  void anEmptyFailbackElementTurnsFailbackOn() throws Exception {
    Configured configured =
        Configured.by("<appender name=\"SYSLOG\" class=\"READER\"><failback/></appender>");

    assertThat(configured.appender("SYSLOG").settings()).containsOnlyKeys("failback");
  }

  @Test
  void namesAllFaultsInOneErrorThatBeginsWithItsName() throws Exception {
    Configured configured =
        Configured.by(
            """
            <appender name="SYSLOG" class="REAL">
              <hots>a</hots>
              <port>70000</port>
              <failoverServers>b</failoverServers>
              <failback.tcpProbeInterval>1 s</failback.tcpProbeInterval>
              <failback>
                <tcpProbesInterval>60 s</tcpProbesInterval>
                <successfulProbesRequired>0</successfulProbesRequired>
              </failback>
              <encoding>UTF-8</encoding>
            </appender>
            """);

    assertThat(configured.errors())
        .containsExactly(
            String.join(
                "; ",
                "SYSLOG: element <encoding> is not a setting; docs/configuration.md lists those that there are",
                "element <failback.tcpProbeInterval> is not a setting;"
                    + " put tcpProbeInterval in the element failback",
                "element <hots> is not a setting; did you mean host?",
                "element <tcpProbesInterval> of <failback> is not a setting;"
                    + " did you mean tcpProbeInterval?",
                "port is \"70000\"; expected a whole number from 1 to 65535",
                "host is missing; expected the name or address of the primary log server",
                "failback.successfulProbesRequired is \"0\"; expected a whole number from 1 to 1000000"));
  }

  @Test
  void namesTheCounterpartsOfTheSettingsOfOtherAppenders() throws Exception {
    Configured configured =
        Configured.by(
            """
            <appender name="SYSLOG" class="REAL">
              <syslogHost>a</syslogHost>
              <suffixPattern>%msg</suffixPattern>
              <reconnectionDelay>1 second</reconnectionDelay>
              <structuredData><KeyValuePair/><id>app@1</id><parameter/></structuredData>
            </appender>
            """);

    assertThat(configured.errors())
        .singleElement()
        .asString()
        .contains(
            "element <syslogHost> is not a setting; use host",
            "element <suffixPattern> is not a setting; use layout, with a pattern",
            "element <reconnectionDelay> is not a setting; use reconnectDelay",
            "element <KeyValuePair> of <structuredData> is not a setting; put it in StructuredData;"
                + " in Logback it is <parameter> there");
  }

  @Test
  void joinsListsThatAreWrittenInPieces() throws Exception {
    SettingsBean appender =
        Configured.by(
                """
                <appender name="SYSLOG" class="READER">
                  <host>a</host>
                  <failoverServers>b, c:1601</failoverServers>
                  <failoverServers/>
                  <failoverServers>d</failoverServers>
                  <mdcIncludes>user</mdcIncludes>
                  <mdcIncludes>request*</mdcIncludes>
                  <mdcExcludes/>
                  <mdcExcludes>pin</mdcExcludes>
                  <mdcExcludes>password</mdcExcludes>
                </appender>
                """)
            .appender("SYSLOG");

    SenderConfig config = SenderConfig.of(appender.settings(), appender.faults());
    assertThat(config.servers()).hasToString("[a:601, b:601, c:1601, d:601]");
    assertThat(config.message().data().mdcIncludes()).containsExactly("user", "request*");
    assertThat(config.message().data().mdcExcludes()).containsExactly("pin", "password");
  }

  @Test
  void refusesWhatIsThereTwice() throws Exception {
    Configured configured =
        Configured.by(
            """
            <appender name="SYSLOG" class="REAL">
              <host>a</host>
              <host>b</host>
              <port/>
              <port>601</port>
              <port/>
              <failoverServers>c</failoverServers>
              <failback><tcpProbeInterval>1 s</tcpProbeInterval></failback>
              <failback>
                <tcpProbeInterval>2 s</tcpProbeInterval>
                <tcpProbeInterval>3 s</tcpProbeInterval>
              </failback>
              <structuredData>
                <id>app@1</id>
                <id>app@2</id>
                <parameter><name>a</name><name>b</name><value>a</value><value>b</value></parameter>
              </structuredData>
              <layout><pattern>%msg</pattern></layout>
              <layout><pattern>%logger %msg</pattern></layout>
              <protocol>tls</protocol>
              <ssl/>
              <ssl/>
            </appender>
            """);

    assertThat(configured.errors())
        .containsExactly(
            "SYSLOG: "
                + String.join(
                    "; ",
                    "failback is there twice; expected it once",
                    "host is there twice; expected it once",
                    "layout is there twice; expected it once",
                    "ssl is there twice; expected it once",
                    "tcpProbeInterval of <failback> is there twice; expected it once",
                    "id of <structuredData> is there twice; expected it once",
                    "name of <parameter> is there twice; expected it once",
                    "value of <parameter> is there twice; expected it once"));
  }

  @Test
  void refusesAnEncoderThatIsThereTwice() throws Exception {
    String encoder = "<encoder><pattern>%msg</pattern></encoder>";
    Configured configured =
        Configured.by(
            "<appender name=\"SYSLOG\" class=\"REAL\"><host>a</host>%s%s</appender>"
                .formatted(encoder, encoder));

    assertThat(configured.errors())
        .containsExactly("SYSLOG: encoder is there twice; expected it once");
  }

  @Test
  void aProgramMaySetThingsAnewAfterAStart() throws Exception {
    SettingsBean appender =
        Configured.by(
                """
                <appender name="SYSLOG" class="READER">
                  <host>a</host><failoverServers>b</failoverServers><failback/>
                </appender>
                """)
            .appender("SYSLOG");
    appender.faults(); // as at the start

    appender.setHost("c");
    appender.setFailoverServers("d");
    appender.setFailback(new FailbackElement());

    assertThat(appender.faults()).isEmpty();
    assertThat(appender.settings())
        .containsEntry("host", "c")
        .containsEntry("failoverServers", "d");
  }

  @Test
  void everySettingThatIsEmptyCountsAsAbsent() throws Exception {
    StringBuilder elements = new StringBuilder("<failback><successfulProbesRequired/>");
    elements.append("<tcpProbeInterval>${NOPE:-}</tcpProbeInterval></failback>");
    EverySetting.names().stream()
        .filter(name -> !name.startsWith("failback.") && !name.equals("host"))
        .filter(name -> !name.equals("tlsFingerprints"))
        .forEach(name -> elements.append("<NAME>${NOPE:-}</NAME>".replace("NAME", name)));
    elements.append("<failoverServers>b</failoverServers><host>a</host>");

    SettingsBean appender =
        Configured.by("<appender name=\"SYSLOG\" class=\"READER\">" + elements + "</appender>")
            .appender("SYSLOG");

    assertThat(SenderConfig.of(appender.settings(), appender.faults()))
        .isEqualTo(SenderConfig.of(Map.of("host", "a", "failoverServers", "b", "failback", "")));
  }

  @Test
  void fingerprintsThatAreEmptyAreRefused() throws Exception {
    SettingsBean appender =
        Configured.by(
                """
                <appender name="SYSLOG" class="READER">
                  <host>a</host><protocol>tls</protocol><tlsFingerprints>${NOPE:-}</tlsFingerprints>
                </appender>
                """)
            .appender("SYSLOG");
    assertThatThrownBy(() -> SenderConfig.of(appender.settings(), appender.faults()))
        .hasMessageStartingWith("tlsFingerprints is blank; expected sha-256:");
  }

  @Test
  void anEmptyPortForRelpIsMissing() throws Exception {
    Configured configured =
        Configured.by(
            """
            <appender name="SYSLOG" class="REAL">
              <host>a</host><protocol>relp</protocol><port>${NOPE:-}</port>
            </appender>
            """);

    assertThat(configured.errors())
        .containsExactly(
            "SYSLOG: port is missing; expected one for protocol relp, which has no default port");
  }

  @Test
  void anEmptySettingOfTlsCountsAsAbsent() throws Exception {
    SettingsBean appender =
        Configured.by(
                """
                <appender name="SYSLOG" class="READER">
                  <ssl>
                    <protocol>EMPTY</protocol><provider>EMPTY</provider>
                    <trustManagerFactory><algorithm>EMPTY</algorithm><provider>EMPTY</provider></trustManagerFactory>
                    <keyManagerFactory><algorithm>EMPTY</algorithm><provider>EMPTY</provider></keyManagerFactory>
                    <secureRandom><algorithm>EMPTY</algorithm><provider>EMPTY</provider></secureRandom>
                    <parameters>
                      <includedProtocols>EMPTY</includedProtocols><excludedProtocols>EMPTY</excludedProtocols>
                      <includedCipherSuites>EMPTY</includedCipherSuites><excludedCipherSuites>EMPTY</excludedCipherSuites>
                    </parameters>
                  </ssl>
                </appender>
                """
                    .replace("EMPTY", "${NOPE:-}"))
            .appender("SYSLOG");

    TlsEngines engines = appender.tls().orElseThrow().engines();
    var engine = engines.newContext(Fingerprints.NONE).createSSLEngine("a", 6514);
    engine.setUseClientMode(true);
    engines.configure(engine);
    assertThat(engine.getEnabledProtocols()).contains("TLSv1.3", "TLSv1.2");
    assertThat(engine.getEnabledCipherSuites()).isNotEmpty();
  }

  @Test
  void refusesAStoreWithoutALocation() throws Exception {
    Configured configured =
        Configured.by(
            """
            <appender name="SYSLOG" class="REAL">
              <host>a</host><protocol>tls</protocol>
              <ssl><trustStore><location>${NOPE:-}</location></trustStore><keyStore/></ssl>
            </appender>
            """);

    assertThat(configured.errors())
        .containsExactly(
            "SYSLOG: <location> of <keyStore> of <ssl> is missing; expected a file;"
                + " <location> of <trustStore> of <ssl> is missing; expected a file");
  }

  @Test
  void refusesAnIdThatIsTooLong() throws Exception {
    Configured configured =
        Configured.by(
            "<appender name=\"SYSLOG\" class=\"REAL\"><host>a</host>"
                + "<structuredData><id>%s</id></structuredData></appender>"
                    .formatted("a".repeat(40) + "@32473"));
    assertThat(configured.errors())
        .singleElement()
        .asString()
        .contains("a".repeat(40) + "@32473\" has 46 characters; expected at most 32");
  }

  @Test
  void refusesPatternsThatCannotBeParsed() throws Exception {
    Configured configured =
        Configured.by(
            """
            <appender name="SYSLOG" class="REAL">
              <host>a</host>
              <structuredData>
                <id>app@1</id>
                <parameter><name>user</name><value>%X{user</value></parameter>
                <parameter><name>empty</name><value/></parameter>
              </structuredData>
            </appender>
            <appender name="OTHER" class="REAL">
              <host>a</host><layout><pattern>%X{user</pattern></layout>
            </appender>
            """);
    assertThat(configured.errors())
        .contains(
            "SYSLOG: <value> of the <parameter> user is \"%X{user\"; expected a pattern that"
                + " Logback can parse",
            "OTHER: the layout does not work; expected one that Logback could start");

    assertThat(
            Configured.by(
                    """
                    <appender name="SYSLOG" class="REAL">
                      <host>a</host><encoder><pattern>%X{user</pattern></encoder>
                    </appender>
                    """)
                .errors())
        .contains("SYSLOG: the encoder does not work; expected one that Logback could start");
  }

  @Test
  void theApplicationGoesOnWithoutARefusedAppender() throws Exception {
    Configured configured = Configured.by("<appender name=\"SYSLOG\" class=\"REAL\"></appender>");

    configured.context().getLogger("shop").error("still here");

    assertThat(configured.appender("SYSLOG").isStarted()).isFalse();
    assertThat(configured.errors())
        .containsExactly(
            "SYSLOG: host is missing; expected the name or address of the primary log server");
  }

  @Test
  void onlyTheAppenderThatHasAnUnknownElementIsRefused() throws Exception {
    Configured configured =
        Configured.by(
            """
            <appender name="OTHER" class="READER"><hots>a</hots></appender>
            <appender name="SYSLOG" class="READER"><host>a</host></appender>
            """);

    assertThat(configured.appender("SYSLOG").settings()).containsOnlyKeys("host");
  }

  @Test
  void anAppenderStartedAgainIsNotRefusedForAnothersUnknownElement() throws Exception {
    Configured configured =
        Configured.by(
            """
            <appender name="SYSLOG" class="READER"><host>a</host></appender>
            <appender name="OTHER" class="READER"><hots>a</hots></appender>
            """);
    SettingsBean first = configured.appender("SYSLOG");

    first.settings(); // as at the start

    assertThat(first.settings()).containsOnlyKeys("host");
  }

  @Test
  void anUnknownElementInAFilterIsTheFiltersOwnAffair() throws Exception {
    Configured configured =
        Configured.by(
            """
            <appender name="SYSLOG" class="READER">
              <failback><filter class="ch.qos.logback.classic.filter.LevelFilter"/></failback>
              <filter class="ch.qos.logback.classic.filter.LevelFilter"><levle>INFO</levle></filter>
            </appender>
            """);

    assertThat(configured.appender("SYSLOG").settings())
        .containsOnlyKeys("failback", "element <filter> of <failback>");
  }
}
