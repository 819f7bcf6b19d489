package io.github.failoversyslog.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.config.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandLineTest {

  private static CommandLine of(String... words) {
    return CommandLine.of(List.of(words));
  }

  @Test
  void optionsAreSettings() {
    CommandLine command =
        of("--host", "log1", "--failover-servers=log2,log3:601", "--tls-ca-file", "ca.pem");
    assertThat(command.settings())
        .isEqualTo(
            Map.of("host", "log1", "failoverServers", "log2,log3:601", "tlsCaFile", "ca.pem"));
    assertThat(command.faults()).isEmpty();
    assertThat(command.help()).isFalse();
  }

  @Test
  void everySettingHasAnOptionOfItsOwn() {
    Set<String> options = new HashSet<>();
    for (Setting setting : Setting.all()) {
      String option = CommandLine.optionOf(setting);
      assertThat(option).matches("[a-z0-9]+(-[a-z0-9]+)*");
      assertThat(options.add(option)).as(option).isTrue();
      assertThat(of("--" + option, "x").settings()).isEqualTo(Map.of(setting.toString(), "x"));
    }
    assertThat(options).contains("connect-timeout", "tcp-probe-interval", "register-mbean");
  }

  @Test
  void aFlagAloneIsTrue() {
    assertThat(of("--tls-receipts", "--host", "log1").settings())
        .containsEntry("tlsReceipts", "true");
    assertThat(of("--tls-receipts", "false").settings()).containsEntry("tlsReceipts", "false");
  }

  @Test
  void helpIsAskedForAnywhere() {
    assertThat(of("--host", "log1", "--help").help()).isTrue();
    assertThat(of("-h").help()).isTrue();
  }

  @Test
  void allFaultsAreNamedAtOnceWithTheNearestName() {
    CommandLine command =
        of("log1", "--", "--conect-timeout", "5s", "--port", "--protocol", "tcp", "--protocol=tls");
    assertThatThrownBy(() -> SenderConfig.of(command.settings(), command.faults()))
        .hasMessageContaining("\"log1\" is not an option")
        .hasMessageContaining("\"--\" is not an option")
        .hasMessageContaining("--conect-timeout is not an option; did you mean --connect-timeout?")
        .hasMessageContaining("--port has no value; expected one after it")
        .hasMessageContaining("--protocol is there twice; expected it once")
        .hasMessageContaining("host is missing");
  }

  @Test
  void anUnknownOptionIsNamedAsItWasTyped() {
    assertThat(of("--ap-name", "shop", "--appNam=shop", "--connect-timeout-millis", "5").faults())
        .containsExactly(
            "--ap-name is not an option; did you mean --app-name?",
            "--appNam is not an option; did you mean --app-name?",
            "--connect-timeout-millis is not an option; use connectTimeout, with a unit, such as"
                + " \"500 ms\"");
    assertThat(of("--verbose").faults())
        .containsExactly("--verbose is not an option; --help lists those that there are");
    assertThat(of("--ap-name", "shop").settings()).isEmpty();
  }

  @Test
  void aSettingOfFailbackMayHaveItsWholeName() {
    CommandLine command = of("--failback.tcp-probe-interval", "5s");
    assertThat(command.settings()).isEqualTo(Map.of("failback.tcpProbeInterval", "5s"));
    assertThat(command.faults()).isEmpty();
  }

  @Test
  void settingsOfFailbackAreAcceptedForOneServerAndCheckedForSeveral() {
    List<String> words = List.of("--host=log1", "--failback", "--tcp-probe-interval=soon");
    CommandLine one = CommandLine.of(words);
    assertThat(SenderConfig.of(one.settingsOfCheck(), one.faults()).servers()).hasSize(1);
    List<String> more = new ArrayList<>(words);
    more.add("--failover-servers=log2");
    CommandLine several = CommandLine.of(more);
    assertThatThrownBy(() -> SenderConfig.of(several.settingsOfCheck(), several.faults()))
        .hasMessageContaining("failback.tcpProbeInterval is \"soon\"");
  }

  @Test
  void theHelpDescribesWhatTheCheckUsesAndNamesTheRest() {
    List<String> lines = Help.lines();
    String accepted =
        String.join(" ", lines).replaceFirst(".* all settings of an appender can be given:", "")
            + " ";
    assertThat(Setting.all())
        .allSatisfy(
            setting -> {
              String option = "--" + CommandLine.optionOf(setting);
              boolean used = Help.USED.contains(setting);
              assertThat(lines.stream().anyMatch(line -> line.startsWith(option + "  ")))
                  .isEqualTo(used);
              assertThat(lines.contains("    " + setting.meaning())).isEqualTo(used);
              assertThat(accepted.contains(option + " ")).isEqualTo(!used);
            });
    assertThat(lines)
        .contains("--host  text; required", "--connect-timeout  time; default 10 s")
        .contains("--port  1 to 65535; default 601; tls: 6514; udp: 514; relp: required");
    assertThat(accepted).contains("--tcp-probe-interval ", "--spool-file ");
  }
}
