package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.TestSender;
import io.github.failoversyslog.it.daemon.Rsyslog;
import io.github.failoversyslog.it.daemon.SyslogDaemon;
import io.github.failoversyslog.it.daemon.SyslogNg;
import io.github.failoversyslog.it.server.ReceivedMessage;
import io.github.failoversyslog.it.server.Relay;
import io.github.failoversyslog.it.server.ServerPorts;
import io.github.failoversyslog.status.SenderStatistics;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documented server configurations that drop repeated messages by their {@code sequenceId}. */
class DroppedRepeatsIT {
  private static final int EVENTS = 500;

  @TempDir Path folder;
  private final List<String> sent = new ArrayList<>();

  @Test
  void syslogNgDropsRepeats() {
    dropsRepeats(SyslogNg.withoutRepeats(folder, ServerPorts.choose()));
  }

  @Test
  void rsyslogDropsRepeats() {
    dropsRepeats(Rsyslog.withoutRepeats(folder, ServerPorts.choose()));
  }

  private void dropsRepeats(SyslogDaemon daemon) {
    try (daemon;
        Relay relay = Relay.to(daemon.start().port())) {
      for (int start = 0; start < 2; start++) { // the second starts again with number 1
        SenderStatistics statistics = sendThroughAReset(daemon, relay, "true");
        assertThat(statistics.repeated()).isGreaterThanOrEqualTo(EVENTS);
        assertThat(statistics.allDiscarded()).isZero();
      }
      assertThat(daemon.received()).extracting(ReceivedMessage::text).isEqualTo(sent);
      SenderStatistics statistics = sendThroughAReset(daemon, relay, "false");
      assertThat(daemon.received()).hasSize(sent.size() + (int) statistics.repeated());
    }
  }

  /** Returns when the server has received all messages sent before and after the reset. */
  private SenderStatistics sendThroughAReset(SyslogDaemon daemon, Relay relay, String sequenceId) {
    TestSender sender =
        TestSender.start(
            name -> CompletableFuture.completedFuture(List.of(InetAddress.getLoopbackAddress())),
            Map.of(
                "host", "127.0.0.1",
                "port", Integer.toString(relay.port()),
                "reconnectDelay", "10 ms",
                "stableAfter", "1 ms",
                "sequenceId", sequenceId));
    try (sender) {
      send(sender, daemon);
      relay.reset();
      Eventually.until("repeats", () -> sender.statistics().repeated() >= EVENTS);
      send(sender, daemon);
      assertThat(sender.stop(Duration.ofSeconds(5))).isTrue();
      return sender.statistics();
    }
  }

  private void send(TestSender sender, SyslogDaemon daemon) {
    List<String> texts =
        IntStream.range(sent.size(), sent.size() + EVENTS)
            .mapToObj(number -> "event " + number + (number % 7 == 0 ? " \"]\\ grüße" : ""))
            .toList();
    texts.forEach(sender::send);
    sent.addAll(texts);
    String last = texts.get(EVENTS - 1);
    Eventually.until(
        last, () -> daemon.received().stream().anyMatch(message -> message.text().equals(last)));
  }
}
