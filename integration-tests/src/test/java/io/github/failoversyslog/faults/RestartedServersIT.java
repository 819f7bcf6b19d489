package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.daemon.Rsyslog;
import io.github.failoversyslog.it.daemon.SyslogDaemon;
import io.github.failoversyslog.it.daemon.SyslogNg;
import io.github.failoversyslog.it.server.ReceivedMessage;
import io.github.failoversyslog.it.server.ServerPorts;
import io.github.failoversyslog.status.Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Real log servers that are stopped with SIGTERM and restarted. A server that has read everything
 * received closes its stream; what may still have been in the sender's kernel is repeated, which is
 * much at this rate. A server that stops reading earlier, as rsyslog does, makes its kernel reset
 * the connection; what was written since the last renewal is repeated, which is also the limit in
 * the first case. Over RELP, what was not answered is repeated.
 */
@Tag("full")
@EachFramework
class RestartedServersIT extends LoadFixture {
  private static final int RESTARTS = 2;
  private static final int RELP_WINDOW = 256;
  private static final int LOAD = 2_000; // rsyslog writes each event immediately

  private final List<SyslogDaemon> daemons = new ArrayList<>();
  private final List<Batch> batches = new ArrayList<>();
  private List<String> losses = List.of();

  RestartedServersIT(Framework framework) {
    super(framework);
  }

  private interface DaemonFactory {
    SyslogDaemon at(Path folder, int port);
  }

  @AfterEach
  void stopDaemons() {
    daemons.forEach(SyslogDaemon::close);
  }

  @Test
  void losesNothingWhenRsyslogIsRestarted() {
    restart("rsyslog", Rsyslog::tcp, Map.of());
    assertRepeatsWhatCameAfterTheLastRenewal();
  }

  @Test
  void losesNothingWhenSyslogNgIsRestarted() {
    restart("syslog-ng", SyslogNg::octetCounting, Map.of());
    assertRepeatsWhatCameAfterTheLastRenewal();
  }

  @Test
  void losesNothingWhenRsyslogIsRestartedAndAnswersEveryMessage() {
    restart(
        "rsyslog (RELP)",
        Rsyslog::relp,
        Map.of("protocol", "relp", "relpWindow", Integer.toString(RELP_WINDOW)));
    for (int restart = 0; restart < RESTARTS; restart++) {
      assertThat(repeatedBy(restart)).isLessThanOrEqualTo(RELP_WINDOW);
    }
  }

  private void restart(String name, DaemonFactory program, Map<String, String> settings) {
    for (int i = 0; i < 2; i++) {
      daemons.add(program.at(folder.resolve("daemon" + i), ServerPorts.choose()).start());
    }
    Application application =
        start(
            daemons.stream().map(daemon -> new Server("127.0.0.1", daemon.port())).toList(),
            withShortDelays(settings));
    PacedCallers callers =
        startLogging(number -> application.info(NumberedEvents.text(number)), 1, LOAD);
    for (int restart = 0; restart < RESTARTS; restart++) {
      SyslogDaemon inUse = daemons.get(restart % 2);
      awaitEvent(inUse, callers.logged()[0] + 3 * LOAD); // more than what is repeated
      inUse.terminate();
      takeBatch(inUse);
      inUse.start();
    }
    SyslogDaemon last = daemons.get(RESTARTS % 2);
    awaitEvent(last, callers.logged()[0]);
    int[] logged = callers.stop();
    application.stop();
    awaitEvent(last, logged[0] - 1);
    takeBatch(last);
    EventCounts counts = EventCounts.ofBatches(logged, batches);
    losses = application.statuses().stream().filter(status -> status.contains(" lost (")).toList();
    report(
        "%s restarted %d times".formatted(name, RESTARTS),
        counts,
        application.statistics(),
        "%,d events/s, repeated by each restart: %s".formatted(LOAD, repeatsOfAll()));
    assertThat(counts.unknown()).isZero();
    assertThat(counts.lost()).isEmpty();
    assertThat(counts.outOfOrder()).isZero();
    assertThat(losses).hasSize(RESTARTS);
  }

  private void assertRepeatsWhatCameAfterTheLastRenewal() {
    for (int restart = 0; restart < RESTARTS; restart++) {
      assertThat(first(restart + 1)).isGreaterThanOrEqualTo(first(restart));
      // After a loss, renewals follow 1 s later and 2 s after that.
      assertThat(repeatedBy(restart)).isLessThan(restart == 0 ? 10 * LOAD : 3 * LOAD);
    }
  }

  private static Map<String, String> withShortDelays(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("bufferSize", "64 MB");
    all.put("stableAfter", "100 ms");
    return all;
  }

  private String repeatsOfAll() {
    return IntStream.range(0, losses.size())
        .mapToObj(
            restart ->
                "%,d after %s"
                    .formatted(
                        repeatedBy(restart),
                        hasEndedItsStream(losses.get(restart)) ? "end of stream" : "reset"))
        .collect(Collectors.joining(", "));
  }

  private static boolean hasEndedItsStream(String loss) {
    return loss.contains("closed by the server");
  }

  /** Returns how many events written in this run of a server were sent again to the next server. */
  private long repeatedBy(int life) {
    long[] numbers = batches.get(life).numbers();
    return numbers[numbers.length - 1] + 1 - first(life + 1);
  }

  private long first(int life) {
    return batches.get(life).numbers()[0];
  }

  private static void awaitEvent(SyslogDaemon daemon, long number) {
    Eventually.until(
        "event " + number + " at " + daemon,
        () -> {
          List<ReceivedMessage> received = daemon.received();
          return !received.isEmpty() && numberOf(received.get(received.size() - 1)) >= number;
        });
  }

  /** Records what the daemon has written since it was last in use. */
  private void takeBatch(SyslogDaemon daemon) {
    long taken =
        batches.stream()
            .filter(batch -> batch.connection().equals(daemon.toString()))
            .mapToLong(batch -> batch.numbers().length)
            .sum();
    long[] numbers =
        daemon.received().stream().skip(taken).mapToLong(RestartedServersIT::numberOf).toArray();
    batches.add(new Batch(batches.size(), daemon.toString(), numbers));
  }

  private static long numberOf(ReceivedMessage message) {
    return NumberedEvents.numberIn(message.text());
  }
}
