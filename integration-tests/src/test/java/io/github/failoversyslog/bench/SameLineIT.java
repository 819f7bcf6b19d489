package io.github.failoversyslog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.server.ReceivedMessage;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Checks that compared entrants send the same message. */
class SameLineIT {
  private static final OffsetDateTime ANY_TIME =
      OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private static ReceivedMessage messageOf(Entrant entrant, FramingMode framing) {
    try (SyslogTestServer server = SyslogTestServer.keeping(framing).open()) {
      System.setProperty("bench.port", Integer.toString(server.port()));
      Contender contender = entrant.start();
      try {
        contender.log(4711);
        Eventually.until("arrival", () -> server.messages() == 1);
      } finally {
        contender.close();
        System.clearProperty("bench.port");
      }
      ReceivedMessage message = server.arrivals().get(0).message();
      assertThat(message.timestamp().getOffset()).isEqualTo(ZoneOffset.UTC);
      return new ReceivedMessage(
          message.facility(),
          message.severity(),
          ANY_TIME,
          message.host().replaceFirst("\\..*", ""),
          message.appName(),
          message.procId(),
          message.msgId(),
          message.structuredData(),
          message.text());
    }
  }

  @Test
  void logstashLogbackEncoderWithAPatternSendsTheSameLine() {
    assertThat(messageOf(Entrant.LOGBACK_LOGSTASH_PATTERN, FramingMode.NEWLINE))
        .isEqualTo(messageOf(Entrant.LOGBACK_OURS, FramingMode.OCTET_COUNTING));
  }
}
