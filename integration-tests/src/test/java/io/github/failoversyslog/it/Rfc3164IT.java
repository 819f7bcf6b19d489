package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.TestSender;
import io.github.failoversyslog.it.daemon.Rsyslog;
import io.github.failoversyslog.it.daemon.SyslogDaemon;
import io.github.failoversyslog.it.daemon.SyslogNg;
import io.github.failoversyslog.it.server.ReceivedMessage;
import io.github.failoversyslog.it.server.ServerPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers parse {@code format="rfc3164"} field by field. */
class Rfc3164IT {
  private static final List<String> TEXTS =
      List.of(
          "order 12 was paid",
          "grüße 漢字 \uD83D\uDE00 \"quoted\" \\ ]",
          "<13>1 2026-03-09T07:05:01Z h a p m - looks like a message",
          "<13>Mar  9 07:05:01 h a[1]: looks like one, too",
          "12 <13>and like a frame",
          "tag[1]: within",
          "two\nlines",
          "-");

  @TempDir Path folder;

  @Test
  void rsyslogParsesEveryField() {
    try (SyslogDaemon daemon = Rsyslog.tcp(folder, ServerPorts.choose()).start()) {
      parsesEveryField(daemon, "octetCounting", "\n", " "); // the text begins after the colon
    }
  }

  @Test
  void syslogNgParsesEveryField() {
    try (SyslogDaemon daemon = SyslogNg.rfc3164(folder, ServerPorts.choose()).start()) {
      parsesEveryField(daemon, "newline", "\\n", "");
    }
  }

  /**
   * @param lineFeed how the framing represents one
   * @param beforeText what the server includes at the beginning of the text
   */
  private static void parsesEveryField(
      SyslogDaemon daemon, String framing, String lineFeed, String beforeText) {
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    TestSender sender =
        TestSender.start(
            Map.of(
                "host", "127.0.0.1",
                "port", Integer.toString(daemon.port()),
                "format", "rfc3164",
                "framing", framing,
                "facility", "local3",
                "hostName", "web1.example.net",
                "appName", "my-shop",
                "processId", "4711"));
    try (sender) {
      TEXTS.forEach(sender::send);
      Eventually.until("all", () -> daemon.received().size() >= TEXTS.size());
    }
    assertThat(daemon.received())
        .extracting(ReceivedMessage::text)
        .containsExactlyElementsOf(
            TEXTS.stream().map(text -> beforeText + text.replace("\n", lineFeed)).toList());
    assertThat(daemon.received())
        .allSatisfy(
            message -> {
              assertThat(message.facility()).isEqualTo(19);
              assertThat(message.severity()).isEqualTo(3);
              assertThat(message.host()).isEqualTo("web1");
              assertThat(message.appName()).isEqualTo("my-shop");
              assertThat(message.procId()).isEqualTo("4711");
              assertThat(message.timestamp().toInstant())
                  .isCloseTo(start, within(Duration.ofSeconds(60)));
            });
  }
}
