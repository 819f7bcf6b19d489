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

/** Server processes are killed: unread data is lost. */
@EachFramework(inShortBuild = Framework.LOG4J2)
class KilledServersIT extends LoadFixture {
  private static final int RELP_WINDOW = 1024;
  private static final int BACKLOG_BYTES = 100_000;

  /**
   * Time from a message's arrival at the server's host until the sender detects that, plus the time
   * to connect.
   */
  private static final Duration DETECTION_AND_CONNECT = Duration.ofSeconds(1);

  /** Four times the default of sendBufferSize, plus 6 MB; an event takes more than 150 bytes. */
  private static final long MOST_EVENTS_IN_KERNELS = 7 * 1024 * 1024 / 150;

  KilledServersIT(Framework framework) {
    super(framework);
  }

  @Test
  void losesNothingWhenTheServerInUseIsKilledRepeatedly() {
    EventCounts counts =
        killRepeatedly(
            "", 20, 5_000, Dialect.OCTET_COUNTING, Map.of(), (application, server) -> {});
    assertThat(counts.firstOfConnections()).as("how far each connection goes back").isSorted();
    assertRepeatsAtMost(Duration.ofSeconds(10), counts);
  }

  @Test
  @Tag("full")
  void losesNothingOverTlsWhenTheServerInUseIsKilledRepeatedly() {
    Map<String, String> settings = encrypt().with(Map.of());
    EventCounts counts =
        killRepeatedly(
            " over TLS", 5, 5_000, Dialect.OCTET_COUNTING, settings, (application, server) -> {});
    assertThat(counts.firstOfConnections()).as("how far each connection goes back").isSorted();
    assertRepeatsAtMost(Duration.ofSeconds(10), counts);
  }

  /**
   * Servers that live longer than the window, so that each new server gets only some repeats: what
   * the kernels may hold, plus the window before that.
   */
  @Test
  @Tag("full")
  void repeatsAtMostTheEventsSentWithinTheWindow() {
    EventCounts counts =
        killRepeatedly(
            ", window 1 s",
            4,
            60_000,
            Dialect.OCTET_COUNTING,
            Map.of("resendWindow", "1 s"),
            (application, server) -> {});
    assertRepeatsAtMost(Duration.ofSeconds(1), counts);
  }

  private static void assertRepeatsAtMost(Duration window, EventCounts counts) {
    List<Long> arrived = counts.arrivedBeforeConnections(window.plus(DETECTION_AND_CONNECT));
    List<Long> repeats = counts.repeatsOfConnections();
    for (int i = 0; i < repeats.size(); i++) {
      assertThat(repeats.get(i))
          .as("repeats of connection %d", i)
          .isLessThanOrEqualTo(arrived.get(i) + MOST_EVENTS_IN_KERNELS);
    }
  }

  /**
   * A new server gets at most one window of repeats: what the previous one had read but not
   * answered.
   */
  @Test
  void losesNothingOverRelpAndRepeatsAtMostAWindow() {
    EventCounts counts =
        killRepeatedly(
            "",
            50,
            2_500,
            Dialect.RELP,
            Map.of("protocol", "relp", "relpWindow", Integer.toString(RELP_WINDOW)),
            KilledServersIT::stallUntilTheWindowIsFull);
    assertThat(counts.repeatsOfConnections()).allMatch(repeats -> repeats <= RELP_WINDOW);
  }

  /** What happens to a server immediately before it is killed. */
  private interface Prelude {
    void run(Application application, KillableServer server);
  }

  private static void stallUntilTheWindowIsFull(Application application, KillableServer server) {
    server.pause();
    Eventually.until(
        "a full window", () -> application.statistics().bytesWaiting() > BACKLOG_BYTES);
  }

  /**
   * @param name the distinguishing feature of the case
   * @param inFull number of kills in a full-size run
   * @param mostEvents maximum number of events between two kills; the minimum is half of it
   * @param prelude run before about every second kill
   */
  private EventCounts killRepeatedly(
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
    Application application = start(withShortDelays(settings));
    PacedCallers callers = startLogging(application);
    long newest = 0;
    for (int kill = 0; kill < kills; kill++) {
      KillableServer inUse = awaitEvent(newest + random.nextInt(mostEvents / 2, mostEvents));
      servers.stream().filter(server -> server != inUse).forEach(KillableServer::open);
      if (random.nextBoolean()) {
        prelude.run(application, inUse);
      }
      inUse.kill();
      newest = inUse.newest();
      inUse.launch();
    }
    awaitEvent(newest + mostEvents);
    double seconds = callers.seconds();
    EventCounts counts = stopAndCount(application, callers);
    report(
        "%s%s: server in use killed %d times".formatted(dialect, name, kills),
        counts,
        application.statistics(),
        "%,.0f events/s, sent again %,d, at most %,d of them repeated after a kill, seed %d"
            .formatted(
                counts.sent() / seconds,
                application.statistics().repeated(),
                Collections.max(counts.repeatsOfConnections()),
                seed));
    assertThat(counts.lost()).isEmpty();
    assertThat(counts.outOfOrder()).isZero();
    assertThat(counts.repeated()).isLessThanOrEqualTo(application.statistics().repeated());
    return counts;
  }

  private static Map<String, String> withShortDelays(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    // Servers that live for less than a second give no receipt, so a whole run may be repeated.
    all.put("bufferSize", "128 MB");
    all.put("stableAfter", "1 ms");
    all.put("reconnectDelay", "20 ms");
    all.put("maxReconnectDelay", "100 ms");
    return all;
  }
}
