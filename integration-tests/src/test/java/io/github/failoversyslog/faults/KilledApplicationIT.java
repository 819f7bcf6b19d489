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
 * Applications whose process is killed, and with it the buffer in its memory, or not if it is a
 * spool.
 */
@EachFramework
class KilledApplicationIT extends LoadFixture {
  private static final int KILLS = times(20);
  private static final int MOST_EVENTS_OF_A_LIFE = 10_000;

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
      // The one that was being logged may have arrived.
      int logged = (int) Math.max(application.logged(), server.newest() + 1);
      Tally tally = Tally.of(new int[] {logged}, List.of(server));
      report("application killed, no spool", tally, EVENTS_PER_SECOND + " events/s");
      assertThat(logged).isLessThanOrEqualTo(application.logged() + 1);
      assertThat(tally.unknown()).isZero();
      assertThat(tally.repeated()).isZero();
      assertThat(tally.outOfOrder()).isZero();
      assertThat(tally.lost())
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
      Tally tally = Tally.of(new int[] {application.logged()}, List.of(server));
      report("application stopped", tally, EVENTS_PER_SECOND + " events/s");
      assertThat(tally.unknown()).isZero();
      assertThat(tally.lost()).isEmpty();
      assertThat(tally.repeated()).isZero();
      assertThat(tally.outOfOrder()).isZero();
    }
  }

  @Test
  void losesNothingWithASpoolHoweverOftenTheApplicationIsKilled() {
    killAgainAndAgain(", spool", KILLS, Map.of());
  }

  /** Every life ends within a second or so after a receipt, or in the middle of a renewal. */
  @Test
  void losesNothingWithASpoolWhoseConnectionsAreRenewed() {
    killAgainAndAgain(", spool, renewals", times(10), Map.of("livenessProbeInterval", "200 ms"));
  }

  @Test
  @Tag("full")
  void losesNothingWithASpoolAndReceiptsOverTls() {
    Map<String, String> settings = encrypt().with(Map.of("tlsReceipts", "true"));
    killAgainAndAgain(", spool, TLS with receipts", times(10), settings);
  }

  private void killAgainAndAgain(String name, int kills, Map<String, String> more) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<KillableServer> servers = openServers(2);
    Map<String, String> settings = new HashMap<>(more);
    settings.put("spoolFile", folder.resolve("spool").toString());
    settings.put("reconnectDelay", "100 ms");
    int[] logged = new int[kills + 1];
    int notReleased = 0; // at the last kill
    long mayComeAgain = 0;
    for (int life = 0; life < kills; life++) {
      boolean serversUp = random.nextInt(3) > 0;
      servers.forEach(serversUp ? KillableServer::open : KillableServer::refuse);
      mayComeAgain += serversUp ? notReleased : 0;
      try (ApplicationProcess application = startProcess(life, settings)) {
        int wanted = 1 + random.nextInt(MOST_EVENTS_OF_A_LIFE);
        Eventually.until("events of life " + life, () -> application.logged() >= wanted);
        application.kill();
        logged[life] = application.logged();
      }
      notReleased = messagesIn(folder.resolve("spool"));
    }
    servers.forEach(KillableServer::open);
    mayComeAgain += notReleased;
    try (ApplicationProcess application = startProcess(kills, settings)) {
      Eventually.until("the last life", () -> application.logged() >= 100);
      Eventually.until("all there", () -> lost(logged, servers).length == 0);
      application.stop();
      logged[kills] = application.logged();
    }
    Tally tally = Tally.of(withTheOneUnderWay(logged), servers);
    report(
        "application killed " + kills + " times" + name,
        tally,
        "lost of those whose call had returned %,d | not released at the kills %,d | seed %d"
            .formatted(tally.lost(logged).length, mayComeAgain, seed));
    assertThat(tally.unknown()).isZero();
    assertThat(tally.lost(logged)).isEmpty();
    assertThat(tally.repeated()).isLessThanOrEqualTo(mayComeAgain);
  }

  /** Looks into a copy, so that the next life has to repair the file itself. */
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
    return Tally.of(withTheOneUnderWay(logged), servers).lost(logged);
  }

  /** The event whose call had not returned may have arrived or not. */
  private static int[] withTheOneUnderWay(int[] logged) {
    return Arrays.stream(logged).map(events -> events + 1).toArray();
  }

  private ApplicationProcess startProcess(int caller, Map<String, String> settings) {
    return ApplicationProcess.start(
        framework(), configuration(settings), caller, EVENTS_PER_SECOND, folder);
  }
}
