package io.github.failoversyslog.report;

import io.github.failoversyslog.config.MonitoringSettings;
import io.github.failoversyslog.status.ServerChange;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a sender reports to the log server, as messages of its own among the application's: changes
 * of server, periods of discarded events, heartbeats. Loop's thread only.
 */
public final class OwnReports {
  private final Supplier<Optional<ServerChange>> reportedChanges;
  private final Counters counters;
  private final InstantSource wallClock;
  private final DiscardReport discardReport;
  private final Heartbeat heartbeat;
  private final Predicate<OwnMessage> sendReport;
  private final Predicate<OwnMessage> send;
  private @Nullable OwnMessage change; // there was no room for it
  private long repeatedUntilChange; // as it tells

  /**
   * @param reportedChanges the change of server whose status line was reported since the last call
   * @param send appends a message to the buffer; false if there is no room
   */
  public OwnReports(
      MonitoringSettings settings,
      Supplier<Optional<ServerChange>> reportedChanges,
      Counters counters,
      StatusReporter reporter,
      InstantSource wallClock,
      Predicate<OwnMessage> send) {
    this.reportedChanges = reportedChanges;
    this.counters = counters;
    this.wallClock = wallClock;
    this.heartbeat = new Heartbeat(settings.heartbeatInterval().toNanos());
    this.sendReport = settings.reportChanges() ? send : message -> true;
    this.send = send;
    this.discardReport = new DiscardReport(counters, reporter, wallClock, sendReport);
  }

  /**
   * Sends what is due. A message that finds no room is offered again at the next call, unless it is
   * a heartbeat; a newer change of server takes the place of such a one, and tells what was
   * repeated for both.
   *
   * @param connected whether a connection is in use
   * @param ready whether it accepts messages now
   * @param writtenTo where in the ring the messages end that were written to it
   */
  public void check(long nowNanos, boolean connected, boolean ready, long writtenTo) {
    reportedChanges.get().ifPresent(this::changed);
    if (change != null && sendReport.test(change)) {
      change = null;
    }
    discardReport.check(nowNanos, ready);
    if (heartbeat.isDue(nowNanos, connected, ready, writtenTo)) {
      boolean unused =
          send.test(OwnMessage.heartbeat(wallClock.instant(), counters)); // the next one will do
    }
  }

  private void changed(ServerChange newer) {
    repeatedUntilChange = (change == null ? 0 : repeatedUntilChange) + newer.repeated();
    change = OwnMessage.changed(newer, repeatedUntilChange);
  }

  /** When {@link #check} may have something to do, or {@link Long#MAX_VALUE}. */
  public long wakeAtNanos(boolean ready) {
    return Math.min(discardReport.wakeAtNanos(ready), heartbeat.wakeAtNanos(ready));
  }

  /** Reports what has not been reported yet, in status lines only. */
  public void stop() {
    discardReport.stop();
  }
}
