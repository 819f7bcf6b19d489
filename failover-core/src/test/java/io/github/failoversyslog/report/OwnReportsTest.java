package io.github.failoversyslog.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.MonitoringSettings;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.ServerChange;
import io.github.failoversyslog.status.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server is in use and accepts messages; nothing is written to it. */
class OwnReportsTest {
  private static final Duration NO_HEARTBEAT = Duration.ZERO;

  private final Counters counters = new Counters();
  private final List<Status> lines = new ArrayList<>();
  private final List<OwnMessage> messages = new ArrayList<>();
  private final ServerChanges changes = new ServerChanges(counters, () -> Instant.EPOCH);
  private boolean room = true;
  private OwnReports reports = reports(true, NO_HEARTBEAT);
  private long nowNanos;

  private OwnReports reports(boolean reportChanges, Duration heartbeatInterval) {
    return new OwnReports(
        new MonitoringSettings(false, reportChanges, heartbeatInterval),
        changes::offerReported,
        counters,
        new StatusReporter(lines::add),
        () -> Instant.EPOCH,
        message -> room && messages.add(message));
  }

  private void changesTo(String server) {
    counters.repeated.add(12);
    changes.add(
        ServerChange.Kind.FAILOVER,
        new Server("log1", 601),
        new Server(server, 601),
        "log1:601 lost (connection reset)");
    changes.lineReported();
  }

  private void checkAfter(double seconds) {
    nowNanos += Math.round(seconds * 1e9);
    reports.check(nowNanos, true, true, 0);
  }

  private List<String> sent() {
    return messages.stream()
        .map(message -> message.element() + " " + message.params().getOrDefault("to", ""))
        .toList();
  }

  @Test
  void sendsAReportedChangeOnce() {
    checkAfter(0);
    assertThat(messages).isEmpty();
    changesTo("log2");
    checkAfter(0);
    checkAfter(100);
    assertThat(sent()).containsExactly("failover log2:601");
  }

  @Test
  void sendsAChangeThatFoundNoRoomLaterAsTheSameObject() {
    List<OwnMessage> offered = new ArrayList<>();
    reports =
        new OwnReports(
            new MonitoringSettings(false, true, NO_HEARTBEAT),
            changes::offerReported,
            counters,
            new StatusReporter(lines::add),
            () -> Instant.EPOCH,
            message -> offered.add(message) && room);
    room = false;
    changesTo("log2");
    checkAfter(0);
    checkAfter(0);
    room = true;
    checkAfter(0);
    checkAfter(0);
    assertThat(offered).hasSize(3);
    assertThat(offered).allSatisfy(message -> assertThat(message).isSameAs(offered.get(0)));
  }

  @Test
  void sendsOnlyTheNewestOfTheChangesThatFoundNoRoom() {
    room = false;
    changesTo("log2");
    checkAfter(0);
    changesTo("log3");
    checkAfter(0);
    room = true;
    checkAfter(0);
    assertThat(sent()).containsExactly("failover log3:601");
    assertThat(messages.get(0).params()).as("of both").containsEntry("repeated", "24");
    changesTo("log2");
    checkAfter(0);
    assertThat(messages.get(1).params()).containsEntry("repeated", "12");
  }

  @Test
  void sendsTheEndOfDiscarding() {
    counters.discard(DiscardReason.BUFFER_FULL, 3);
    checkAfter(0);
    checkAfter(1);
    assertThat(sent()).containsExactly("discarded ");
    assertThat(lines)
        .extracting(Status::kind)
        .containsExactly(Status.Kind.DISCARDING, Status.Kind.DISCARDING_ENDED);
  }

  @Test
  void sendsNoneOfThemIfTheyAreNotWantedButReportsThemInStatusLines() {
    reports = reports(false, NO_HEARTBEAT);
    changesTo("log2");
    counters.discard(DiscardReason.BUFFER_FULL, 3);
    checkAfter(0);
    checkAfter(1);
    assertThat(messages).isEmpty();
    assertThat(lines)
        .extracting(Status::kind)
        .containsExactly(Status.Kind.DISCARDING, Status.Kind.DISCARDING_ENDED);
  }

  @Test
  void sendsHeartbeatsWhetherOrNotChangesAreWanted() {
    reports = reports(false, Duration.ofSeconds(30));
    checkAfter(0);
    assertThat(reports.wakeAtNanos(true)).isEqualTo(30_000_000_000L);
    checkAfter(29);
    assertThat(messages).isEmpty();
    checkAfter(1);
    assertThat(sent()).containsExactly("counters ");
  }

  @Test
  void forgetsAHeartbeatThatFoundNoRoom() {
    reports = reports(true, Duration.ofSeconds(30));
    room = false;
    checkAfter(0);
    checkAfter(30);
    room = true;
    checkAfter(29);
    assertThat(messages).isEmpty();
    checkAfter(1);
    assertThat(messages).hasSize(1);
  }
}
