package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.engine.Platform;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.TestSender;
import io.github.failoversyslog.it.daemon.Rsyslog;
import io.github.failoversyslog.it.daemon.SyslogDaemon;
import io.github.failoversyslog.it.server.ServerPorts;
import io.github.failoversyslog.status.SenderStatistics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * rsyslog sends its answers in separate packets, the second one only after the first has been
 * acknowledged by TCP.
 */
class RelpAcknowledgementIT {
  private static final int WINDOW = 8;
  private static final int WINDOWS = 100;
  private static final Duration DELAYED_ACKNOWLEDGEMENT = Duration.ofMillis(40); // in Linux

  @TempDir private Path folder;

  @Test
  void doesNotWaitForADelayedAcknowledgementInEveryWindow() {
    try (SyslogDaemon rsyslog = Rsyslog.relp(folder, ServerPorts.choose()).start();
        TestSender sender = TestSender.start(Platform.system().resolver(), settings(rsyslog))) {
      Eventually.until("connected", () -> sender.statistics().connects() == 1);
      long start = System.nanoTime();
      for (int i = 0; i < WINDOW * WINDOWS; i++) {
        sender.send("message " + i);
      }
      Eventually.until("answered", () -> isAllAnswered(sender.statistics()));
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      assertThat(taken).isLessThan(DELAYED_ACKNOWLEDGEMENT.multipliedBy(WINDOWS / 2));
    }
  }

  private static boolean isAllAnswered(SenderStatistics statistics) {
    return statistics.sent() == WINDOW * WINDOWS
        && statistics.bytesWaiting() + statistics.bytesUnconfirmed() == 0;
  }

  private static Map<String, String> settings(SyslogDaemon rsyslog) {
    return Map.of(
        "host",
        "127.0.0.1",
        "port",
        Integer.toString(rsyslog.port()),
        "protocol",
        "relp",
        "relpWindow",
        Integer.toString(WINDOW));
  }
}
