package io.github.failoversyslog.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.failoversyslog.status.SenderHealth.Condition;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SenderHealthTest {
  private static SenderHealth sender(String name, Condition condition, Server... server) {
    return new SenderHealth(
        new SenderName("logback", "app", name),
        condition,
        Arrays.stream(server).findFirst(),
        0,
        1024,
        Duration.ZERO,
        0);
  }

  private static String status(Condition... conditions) {
    return SenderHealth.status(
        Arrays.stream(conditions).map(condition -> sender("SYSLOG", condition)).toList());
  }

  @Test
  void theStatusIsThatOfTheWorst() {
    assertThat(status(Condition.UP)).isEqualTo("UP");
    assertThat(status(Condition.UP, Condition.ON_FAILOVER_SERVER)).isEqualTo("UP");
    assertThat(status(Condition.BUFFERING, Condition.UP)).isEqualTo("OUT_OF_SERVICE");
    assertThat(status(Condition.UP, Condition.DISCARDING, Condition.BUFFERING)).isEqualTo("DOWN");
  }

  @Test
  void ofNoSenderTheStatusIsUnknown() {
    assertThat(status()).isEqualTo("UNKNOWN");
    assertThat(SenderHealth.details(List.of())).isEmpty();
  }

  @Test
  void theDetailsHaveEverySenderAlsoThoseOfOneName() {
    Server server = new Server("log1", 601);
    List<SenderHealth> senders =
        List.of(
            sender("SYSLOG", Condition.UP, server),
            sender("SYSLOG", Condition.BUFFERING),
            sender("AUDIT", Condition.ON_FAILOVER_SERVER, server),
            sender("SYSLOG", Condition.DISCARDING));
    assertThat(SenderHealth.details(senders))
        .containsExactly(
            entry("SYSLOG", "UP, log1:601"),
            entry("SYSLOG 2", "BUFFERING, no server"),
            entry("AUDIT", "ON_FAILOVER_SERVER, log1:601"),
            entry("SYSLOG 3", "DISCARDING, no server"));
  }
}
