package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.status.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ServersReaderTest {
  private static final String[] LISTED = {
    "log1:601", "log2:601", "log3:601", "log4:601", "log5:601"
  };
  private static final String[] OF_WEB1 = {
    "log1:601", "log4:601", "log3:601", "log5:601", "log2:601"
  };
  private static final String[] OF_WEB2 = {
    "log1:601", "log5:601", "log4:601", "log3:601", "log2:601"
  };

  private final Map<String, String> settings = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void fiveServers() {
    settings.put("host", "log1");
    settings.put("failoverServers", "log2, log3, log4, log5");
  }

  private List<String> servers(String localHostName) {
    SettingsReader reader = new SettingsReader(settings);
    List<Server> servers = new ServersReader(reader, () -> localHostName).read();
    warnings.addAll(reader.warnings());
    return servers.stream().map(Server::toString).toList();
  }

  @Test
  void refusesWhatLogbackWritesForAMissingVariable() {
    settings.put("failoverServers", "log2, backup_IS_UNDEFINED");
    SettingsReader reader = new SettingsReader(settings);
    new ServersReader(reader, () -> "web1").read();
    assertThat(reader.faults())
        .singleElement()
        .asString()
        .contains("\"backup_IS_UNDEFINED\"; expected")
        .endsWith("; a variable in it is not set");
  }

  @Nested
  class TheListedOrder {
    @Test
    void isTheDefaultAndLooksUpNoHostName() {
      assertThat(servers("web1")).containsExactly(LISTED);
      settings.put("failoverOrder", "Listed");
      assertThat(servers("-")).containsExactly(LISTED);
      assertThat(warnings).isEmpty();
    }
  }

  @Nested
  class TheSpreadOrder {
    @BeforeEach
    void spread() {
      settings.put("failoverOrder", "spread");
    }

    @Test
    void dependsOnTheNameOfThisHost() {
      assertThat(servers("web1")).containsExactly(OF_WEB1);
      assertThat(servers("web2")).containsExactly(OF_WEB2);
      assertThat(warnings).isEmpty();
    }

    @Test
    void dependsOnTheConfiguredHostName() {
      settings.put("hostName", "web2");
      assertThat(servers("web1")).containsExactly(OF_WEB2);
      assertThat(servers("-")).containsExactly(OF_WEB2);
      assertThat(warnings).isEmpty();
    }

    @Test
    void dependsOnThisHostIfNoHostNameIsConfigured() {
      List<Server> ofThisHost = SenderConfig.of(settings).servers();
      settings.put("hostName", LocalHostName.known());
      assertThat(SenderConfig.of(settings).servers()).isEqualTo(ofThisHost);
    }

    @Test
    void keepsThePrimaryFirstWhateverItsName() {
      for (String primary : LISTED) {
        settings.put("host", primary.replace(":601", ""));
        assertThat(servers("web1").get(0)).isEqualTo(primary);
      }
    }

    @Test
    void dependsOnNamesAndPorts() {
      settings.put("failoverServers", "log2:1601, log2:601, [::1], log3:602");
      List<String> order = servers("web1");
      settings.put("failoverServers", "log3:602, [::1]:601, log2:1601, log2");
      assertThat(servers("web1"))
          .isEqualTo(order)
          .containsExactlyInAnyOrder("log1:601", "log2:1601", "log2:601", "[::1]:601", "log3:602");
    }

    @Test
    void hasNoEffectAndWarnsWithFewerThanTwoFailoverServers() {
      String warning =
          "failoverOrder is spread with fewer than 2 failover servers, where it has no effect;"
              + " list 2 or more in failoverServers, or remove it";
      settings.put("failoverServers", "log2");
      assertThat(servers("web1")).containsExactly("log1:601", "log2:601");
      settings.remove("failoverServers");
      assertThat(servers("-")).containsExactly("log1:601");
      assertThat(warnings).containsExactly(warning, warning);
    }

    @Test
    void hasAnEffectOnTwoFailoverServers() {
      settings.put("failoverServers", "log2, log3");
      assertThat(servers("web1")).hasSize(3);
      assertThat(warnings).isEmpty();
    }

    @Test
    void hasNoEffectOnOneFailoverServerListedTwice() {
      settings.put("failoverServers", "log2, log2:601");
      assertThat(servers("web1")).containsExactly("log1:601", "log2:601", "log2:601");
      assertThat(warnings)
          .containsExactly(
              "server log2:601 is listed twice; expected each server once",
              "failoverOrder is spread with fewer than 2 failover servers, where it has no effect;"
                  + " list 2 or more in failoverServers, or remove it");
    }

    @Test
    void isTheSameForAllHostsWithoutANameAndWarns() {
      assertThat(servers("-").get(0)).isEqualTo("log1:601");
      assertThat(warnings)
          .containsExactly(
              "failoverOrder is spread and this host's name is unknown, so that all hosts without a"
                  + " name use the same order; set hostName");
    }
  }

  @Test
  void refusesAnUnknownOrder() {
    settings.put("failoverOrder", "random");
    SettingsReader reader = new SettingsReader(settings);
    new ServersReader(reader, () -> "web1").read();
    assertThat(reader.faults())
        .containsExactly("failoverOrder is \"random\"; expected listed, spread");
  }
}
