package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.daemon.SyslogDaemon;
import io.github.failoversyslog.it.server.Identity;
import io.github.failoversyslog.it.server.ServerPorts;
import io.github.failoversyslog.status.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Base class for test cases with real log servers. */
abstract class DaemonsFixture extends LoadFixture {
  private final List<SyslogDaemon> daemons = new ArrayList<>();

  DaemonsFixture(Framework framework) {
    super(framework);
  }

  @AfterEach
  void closeDaemons() {
    daemons.forEach(SyslogDaemon::close);
  }

  List<SyslogDaemon> daemons() {
    return daemons;
  }

  /**
   * Starts an application and its servers.
   *
   * @param count number of servers
   */
  Application startWith(LoadedDaemon kind, int count, Map<String, String> settings) {
    Encryption encryption = encrypt();
    Identity identity = Identity.readKeyStore(encryption.keyStore());
    for (int i = 0; i < count; i++) {
      daemons.add(kind.on(folder.resolve("daemon" + i), ServerPorts.choose(), identity).start());
    }
    Map<String, String> all = new HashMap<>(settings);
    all.put("framing", kind.framing().toString());
    all.put("bufferSize", "64 MB");
    all.put("reconnectDelay", "50 ms");
    all.put("maxReconnectDelay", "200 ms");
    return start(
        daemons.stream().map(daemon -> new Server("127.0.0.1", daemon.port())).toList(),
        kind.isEncrypted() ? encryption.with(all) : all);
  }

  long receivedLines() {
    return daemons.stream().mapToLong(SyslogDaemon::receivedLines).sum();
  }

  /**
   * Stops logging and the application, then compares the logged events with what the servers wrote.
   */
  EventCounts stopAndCompare(Application application, PacedCallers callers) {
    int[] logged = callers.stop();
    application.stop();
    Eventually.until("all written", () -> receivedLines() >= logged[0]);
    EventCounts counts = TimedLines.counts(logged, daemons.stream().map(TimedLines::of).toList());
    assertThat(counts.unknown()).as("lines that are no event").isZero();
    assertThat(counts.lost()).as("lost").isEmpty();
    assertThat(application.statistics().allDiscarded()).as("discarded").isZero();
    assertThat(application.statistics().releasedUnconfirmed()).as("released").isZero();
    assertThat(counts.repeated())
        .as("repeated")
        .isLessThanOrEqualTo(application.statistics().repeated());
    return counts;
  }
}
