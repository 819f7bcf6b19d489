package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers whose process is killed: what they had not read is gone. */
@EachFramework
class KilledServersIT extends LoadFixture {
  private static final int RELP_WINDOW = 1024;
  private static final int BACKLOG_BYTES = 100_000;

  /** From a message's way to the server's host being over to our knowing it, and to connect. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

  /** Four times the default of sendBufferSize, and 6 MB; an event takes more than 150 bytes. */
  private static final long MOST_EVENTS_IN_KERNELS = 7 * 1024 * 1024 / 150;

  KilledServersIT(Framework framework) {
    super(framework);
  }

  @Test
  void losesNothingWhenTheServerInUseIsKilledAgainAndAgain() {
    Tally tally =
        killAgainAndAgain(
            "", 20, 5_000, Dialect.OCTET_COUNTING, Map.of(), (application, server) -> {});
    assertThat(tally.firstOfConnections()).as("how far each connection goes back").isSorted();
    assertRepeatsAtMost(Duration.ofSeconds(10), tally);
  }

  @Test
  @Tag("full")
  void losesNothingOverTlsWhenTheServerInUseIsKilledAgainAndAgain() {
    Map<String, String> settings = encrypt().with(Map.of());
    Tally tally =
        killAgainAndAgain(
            " over TLS", 5, 5_000, Dialect.OCTET_COUNTING, settings, (application, server) -> {});
    assertThat(tally.firstOfConnections()).as("how far each connection goes back").isSorted();
    assertRepeatsAtMost(Duration.ofSeconds(10), tally);
  }

  /**
   * Servers that live longer than the window, so that each sends again a part of what is new: what
   * the kernels may hold, and the window before that.
   */
  @Test
  @Tag("full")
  void repeatsWhatWasSentWithinTheWindowAtMost() {
    Tally tally =
        killAgainAndAgain(
            ", window 1 s",
            4,
            60_000,
            Dialect.OCTET_COUNTING,
            Map.of("resendWindow", "1 s"),
            (application, server) -> {});
    assertRepeatsAtMost(Duration.ofSeconds(1), tally);
  }

  private static void assertRepeatsAtMost(Duration window, Tally tally) {
    List<Long> arrived = tally.arrivedBeforeConnections(window.plus(ON_ITS_WAY));
    List<Long> repeats = tally.repeatsOfConnections();
    for (int i = 0; i < repeats.size(); i++) {
      assertThat(repeats.get(i))
          .as("repeats of connection %d", i)
          .isLessThanOrEqualTo(arrived.get(i) + MOST_EVENTS_IN_KERNELS);
    }
  }

  /** Of the window a server repeats what the one before had read and had not answered. */
  @Test
  void losesNothingOverRelpAndRepeatsAWindowAtMost() {
    Tally tally =
        killAgainAndAgain(
            "",
            50,
            2_500,
            Dialect.RELP,
            Map.of("protocol", "relp", "relpWindow", Integer.toString(RELP_WINDOW)),
            KilledServersIT::stallUntilTheWindowIsFull);
    assertThat(tally.repeatsOfConnections()).allMatch(repeats -> repeats <= RELP_WINDOW);
  }

  /** What happens to a server right before it is killed. */
  private interface Prelude {
    void happen(Application application, KillableServer server);
  }

  private static void stallUntilTheWindowIsFull(Application application, KillableServer server) {
    server.pause();
    Eventually.until(
        "a full window", () -> application.statistics().bytesWaiting() > BACKLOG_BYTES);
  }

  /**
   * @param name of what is special about it
   * @param inFull how many kills there are in a run of full size
   * @param mostEvents from one kill to the next; at least half of them
   * @param prelude of about every second kill
   */
  private Tally killAgainAndAgain(
      String name,
      int inFull,
      int mostEvents,
      Dialect dialect,
      Map<String, String> settings,
      Prelude prelude) {
    int kills = times(inFull);
    long seed = Long.getLong("faults.seed", System.nanoTime());
    System.out.println("FAULTS kills begin with -Dfaults.seed=" + seed);
    Random random = new Random(seed);
    List<KillableServer> servers = openServers(4, dialect);
    Application application = start(withImpatience(settings));
    PacedCallers callers = startLogging(application);
    long newest = 0;
    for (int kill = 0; kill < kills; kill++) {
      KillableServer inUse = awaitEvent(newest + random.nextInt(mostEvents / 2, mostEvents));
      servers.stream().filter(server -> server != inUse).forEach(KillableServer::open);
      if (random.nextBoolean()) {
        prelude.happen(application, inUse);
      }
      inUse.kill();
      newest = inUse.newest();
      inUse.launch();
    }
    awaitEvent(newest + mostEvents);
    double seconds = callers.seconds();
    Tally tally = stopAndCount(application, callers);
    report(
        "%s%s: server in use killed %d times".formatted(dialect, name, kills),
        tally,
        application.statistics(),
        "%,.0f events/s, sent again %,d, at most %,d of them repeated after a kill, seed %d"
            .formatted(
                tally.sent() / seconds,
                application.statistics().repeated(),
                Collections.max(tally.repeatsOfConnections()),
                seed));
    assertThat(tally.lost()).isEmpty();
    assertThat(tally.outOfOrder()).isZero();
    assertThat(tally.repeated()).isLessThanOrEqualTo(application.statistics().repeated());
    return tally;
  }

  private static Map<String, String> withImpatience(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    // Servers that do not live for a second give no receipt, so all of a case may be sent again.
    all.put("bufferSize", "128 MB");
    all.put("stableAfter", "1 ms");
    all.put("reconnectDelay", "20 ms");
    all.put("maxReconnectDelay", "100 ms");
    return all;
  }
}
