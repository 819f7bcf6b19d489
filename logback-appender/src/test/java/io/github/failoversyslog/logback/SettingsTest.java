package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.SenderConfig;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void everySettingOfTheCoreHasAValueInTheseTests() {
    assertThat(EverySetting.withValues()).containsOnlyKeys(EverySetting.namesInTheCore());
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

    assertThat(SenderConfig.of(configured.appender("SYSLOG").settings()))
        .isEqualTo(SenderConfig.of(EverySetting.withValues()));
  }

  private static String lastPart(String name) {
    return name.substring(name.indexOf('.') + 1);
  }

  @Test
  void thereAreNoOtherSettersOfText() {
    Stream<String> setters =
        Stream.of(SettingsBean.class, FailbackElement.class)
            .flatMap(bean -> Arrays.stream(bean.getDeclaredMethods()))
            .filter(
                method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}))
            .map(Method::getName);

    assertThat(setters)
        .containsExactlyInAnyOrderElementsOf(
            EverySetting.namesInTheCore().stream()
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

    String known = " are not settings; expected one of " + EverySetting.known();
    assertThat(configured.errors())
        .containsExactly(
            String.join(
                "; ",
                "SYSLOG: port is \"70000\"; expected a whole number from 1 to 65535",
                "host is missing; expected the name or address of the primary log server",
                "failback.successfulProbesRequired is \"0\"; expected a whole number from 1 to 1000000",
                "element <encoding>, element <failback.tcpProbeInterval>, element <hots>, "
                    + "element <tcpProbesInterval> of <failback>"
                    + known));
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
