package io.github.failoversyslog.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.SenderConfig;
import java.lang.reflect.Method;
import java.util.Map;
import org.apache.logging.log4j.core.config.ConfigurationException;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void everySettingOfTheCoreHasAValueInTheseTests() {
    assertThat(EverySetting.withValues()).containsOnlyKeys(EverySetting.namesInTheCore());
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

    String known = " are not settings; expected one of " + EverySetting.known();
    assertThat(configured.appender()).isNull();
    assertThat(configured.refusals())
        .containsExactly(
            String.join(
                "; ",
                "SYSLOG: port is \"70000\"; expected a whole number from 1 to 65535",
                "host is missing; expected the name or address of the primary log server",
                "failback.successfulProbesRequired is \"0\"; expected a whole number from 1 to 1000000",
                "attribute failback.tcpProbeInterval, attribute hots, "
                    + "attribute tcpProbesInterval of <Failback>, extra element <Failback>, "
                    + "extra element <Failback> of <Failback>, extra element <KeyValuePair>"
                    + known));
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
            "<StructuredData> is empty; expected <KeyValuePair",
            "attribute ids of <StructuredData> is not a setting");
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
            "SYSLOG: attribute Failbak is not a setting; expected one of " + EverySetting.known());
  }

  @Test
  void aProgramIsToldOfAllFaultsToo() {
    FailoverSyslogAppender.Builder builder =
        FailoverSyslogAppender.newBuilder().setName("SYSLOG").setHost("a:1").setFraming("lines");

    assertThatThrownBy(builder::build)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "SYSLOG: host is \"a:1\"; expected a name, an IPv4 address or an [IPv6] address; the"
                + " port goes into port; framing is \"lines\"; expected octetCounting, newline");
  }
}
