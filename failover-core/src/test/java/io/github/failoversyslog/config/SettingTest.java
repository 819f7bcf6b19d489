package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingTest {

  @Test
  void hasAUniqueName() {
    assertThat(Setting.all()).extracting(Setting::toString).doesNotHaveDuplicates();
    assertThat(Setting.isNamed("HOSTNAME")).isTrue();
    assertThat(Setting.isNamed("hosst")).isFalse();
  }

  @Test
  void ofTheFailbackElementHasAnotherNameInIt() {
    assertThat(Setting.TCP_PROBE_INTERVAL.localName()).isEqualTo("tcpProbeInterval");
    assertThat(Setting.HOST.localName()).isEqualTo("host");
  }

  @Test
  void isSuggestedInsteadOfANameThatNoSettingHas() {
    Function<Setting, String> hyphened = setting -> "--" + setting;
    assertThat(Setting.adviceOn("--hots", hyphened)).contains("did you mean --host?");
    assertThat(Setting.adviceOn("reconnection-delay", hyphened)).contains("use reconnectDelay");
    assertThat(Setting.adviceOn("--nonsense", hyphened)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void isDescribedInOneSentenceWithoutAFullStop(Setting setting) {
    assertThat(setting.meaning()).isNotBlank().doesNotEndWith(".");
    assertThat(setting.meaning().length()).isLessThanOrEqualTo(130);
  }

  @ParameterizedTest
  @EnumSource
  void acceptsItsDefault(Setting setting) {
    for (Protocol protocol : Protocol.values()) {
      for (MessageFormat format : MessageFormat.values()) {
        Map<String, String> settings = settings(protocol, format);
        settings.put("probePort", "601"); // failback over UDP needs it
        settings.put("port", "601"); // RELP needs it
        SenderConfig absent = SenderConfig.of(settings);
        setting
            .defaults()
            .textWith(format, protocol)
            .ifPresent(text -> settings.putIfAbsent(setting.toString(), text));
        if (!setting.toString().startsWith("tls")) { // they enable TLS
          assertThat(SenderConfig.of(settings))
              .usingRecursiveComparison()
              .ignoringFields("warnings", "failback", "message.text.newlineEscape")
              .isEqualTo(absent);
        }
      }
    }
  }

  private static Map<String, String> settings(Protocol protocol, MessageFormat format) {
    Map<String, String> settings = new HashMap<>(Map.of("host", "log1", "failoverServers", "log2"));
    settings.put("protocol", protocol.name());
    settings.put("format", format.name());
    return settings;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tcp | relpWindow=1, relpTimeout=1 s | relpWindow, relpTimeout have no effect with protocol"
            + " tcp; use protocol relp or remove them",
        "relp | resendWindow=1 s | resendWindow has no effect with protocol relp; use protocol tcp"
            + " or tls or udp or remove it",
        "udp | framing=newline | framing has no effect with protocol udp; use protocol tcp or tls or"
            + " remove it",
        "tls | probePort=601 | probePort has no effect with protocol tls; use protocol udp or"
            + " remove it",
        "relp | tlsReceipts=true | tlsReceipts has no effect with protocol relp; use protocol tls or"
            + " remove it"
      })
  void causesAWarningIfItHasNoEffectWithTheProtocol(String protocol, String set, String warning) {
    Map<String, String> settings = new HashMap<>(Map.of("host", "log1", "port", "601"));
    settings.put("protocol", protocol);
    for (String setting : set.split(", ", -1)) {
      settings.put(setting.split("=", -1)[0], setting.split("=", -1)[1]);
    }

    assertThat(SenderConfig.of(settings).warnings()).containsExactly(warning);
  }

  @Test
  void causesNoWarningWithItsProtocols() {
    Map<Protocol, List<Setting>> of =
        Map.of(
            Protocol.RELP, List.of(Setting.RELP_WINDOW),
            Protocol.TCP, List.of(Setting.FRAMING),
            Protocol.TLS, List.of(Setting.FRAMING, Setting.TLS_RECEIPTS),
            Protocol.UDP, List.of(Setting.PROBE_PORT));
    of.forEach(
        (protocol, known) -> {
          Map<String, String> settings = new HashMap<>(Map.of("host", "log1", "port", "601"));
          settings.put("protocol", protocol.name());
          known.forEach(
              setting -> settings.put(setting.toString(), setting.defaults().text().orElse("601")));
          assertThat(SenderConfig.of(settings).warnings()).isEmpty();
        });
  }

  @Test
  void belongsToStructuredDataAsTheIncludesDo() {
    assertThat(Arrays.stream(Include.values()).map(Include::setting))
        .doesNotHaveDuplicates()
        .allMatch(setting -> setting.kind() == ValueKind.Plain.FLAG)
        .allMatch(setting -> setting.scope().formats().equals(Set.of(MessageFormat.RFC5424)));
  }
}
