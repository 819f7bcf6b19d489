package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.ring.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Applications whose process is killed. Events in a memory buffer are lost; events in a spool are
 * not.
 */
@EachFramework(inShortBuild = Framework.LOGBACK)
class KilledApplicationIT extends LoadFixture {
  private static final int KILLS = times(20);
  private static final int MAX_EVENTS_PER_RUN = 10_000;

  KilledApplicationIT(Framework framework) {
    super(framework);
  }

  @Test
  @Tag("full")
  void losesOnlyTheNewestEventsWhenTheApplicationIsKilled() {
    KillableServer server = openServers(1).get(0);
    try (ApplicationProcess application = startProcess(0, Map.of())) {
      awaitMore(server, EVENTS_PER_SECOND);
      application.kill();
      server.settle();
      // The event being logged may have arrived.
      int logged = (int) Math.max(application.logged(), server.newest() + 1);
      EventCounts counts = EventCounts.of(new int[] {logged}, List.of(server));
      report("application killed, no spool", counts, EVENTS_PER_SECOND + " events/s");
      assertThat(logged).isLessThanOrEqualTo(application.logged() + 1);
      assertThat(counts.unknown()).isZero();
      assertThat(counts.repeated()).isZero();
      assertThat(counts.outOfOrder()).isZero();
      assertThat(counts.lost())
          .containsExactly(LongStream.range(server.newest() + 1, logged).toArray());
    }
  }

  @Test
  @Tag("full")
  void losesNothingWhenTheApplicationIsStopped() {
    KillableServer server = openServers(1).get(0);
    try (ApplicationProcess application = startProcess(0, Map.of())) {
      awaitMore(server, EVENTS_PER_SECOND);
      application.stop();
      EventCounts counts = EventCounts.of(new int[] {application.logged()}, List.of(server));
      report("application stopped", counts, EVENTS_PER_SECOND + " events/s");
      assertThat(counts.unknown()).isZero();
      assertThat(counts.lost()).isEmpty();
      assertThat(counts.repeated()).isZero();
      assertThat(counts.outOfOrder()).isZero();
    }
  }

  @Test
  void losesNothingWithASpoolWhenTheApplicationIsKilledRepeatedly() {
    killRepeatedly(", spool", KILLS, Map.of());
  }

  /** Every process ends within about a second after a receipt, or during a renewal. */
  @Test
  void losesNothingWithASpoolWhoseConnectionsAreRenewed() {
    killRepeatedly(", spool, renewals", times(10), Map.of("livenessProbeInterval", "200 ms"));
  }

  @Test
  @Tag("full")
  void losesNothingWithASpoolAndReceiptsOverTls() {
    Map<String, String> settings = encrypt().with(Map.of("tlsReceipts", "true"));
    killRepeatedly(", spool, TLS with receipts", times(10), settings);
  }

  private void killRepeatedly(String name, int kills, Map<String, String> more) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<KillableServer> servers = openServers(2);
    Map<String, String> settings = new HashMap<>(more);
    settings.put("spoolFile", folder.resolve("spool").toString());
    settings.put("reconnectDelay", "100 ms");
    int[] logged = new int[kills + 1];
    int notReleased = 0; // at the last kill
    long maxRepeats = 0;
    for (int life = 0; life < kills; life++) {
      boolean serversUp = random.nextInt(3) > 0;
      servers.forEach(serversUp ? KillableServer::open : KillableServer::refuse);
      maxRepeats += serversUp ? notReleased : 0;
      try (ApplicationProcess application = startProcess(life, settings)) {
        int wanted = 1 + random.nextInt(MAX_EVENTS_PER_RUN);
        Eventually.until("events of life " + life, () -> application.logged() >= wanted);
        application.kill();
        logged[life] = application.logged();
      }
      notReleased = messagesIn(folder.resolve("spool"));
    }
    servers.forEach(KillableServer::open);
    maxRepeats += notReleased;
    try (ApplicationProcess application = startProcess(kills, settings)) {
      Eventually.until("the last life", () -> application.logged() >= 100);
      Eventually.until("all there", () -> lost(logged, servers).length == 0);
      application.stop();
      logged[kills] = application.logged();
    }
    EventCounts counts = EventCounts.of(includingTheCurrentEvent(logged), servers);
    report(
        "application killed " + kills + " times" + name,
        counts,
        "lost of those whose call had returned %,d | not released at the kills %,d | seed %d"
            .formatted(counts.lost(logged).length, maxRepeats, seed));
    assertThat(counts.unknown()).isZero();
    assertThat(counts.lost(logged)).isEmpty();
    assertThat(counts.repeated()).isLessThanOrEqualTo(maxRepeats);
  }

  /** Reads a copy, so that the next process has to recover the original file itself. */
  private int messagesIn(Path spool) {
    Path copy = folder.resolve("copy-of-spool");
    try {
      Files.copy(spool, copy, StandardCopyOption.REPLACE_EXISTING);
      try (Spool opened = Spool.open(copy, Files.size(copy))) {
        return opened.report().messages();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long[] lost(int[] logged, List<KillableServer> servers) {
    return EventCounts.of(includingTheCurrentEvent(logged), servers).lost(logged);
  }

  /** Counts the event whose call had not returned, which may or may not have arrived. */
  private static int[] includingTheCurrentEvent(int[] logged) {
    return Arrays.stream(logged).map(events -> events + 1).toArray();
  }

  private ApplicationProcess startProcess(int caller, Map<String, String> settings) {
    return ApplicationProcess.start(
        framework(), configuration(settings), caller, EVENTS_PER_SECOND, folder);
  }
}
