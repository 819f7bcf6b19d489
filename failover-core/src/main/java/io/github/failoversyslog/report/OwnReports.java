package io.github.failoversyslog.report;

import io.github.failoversyslog.config.MonitoringSettings;
import io.github.failoversyslog.status.ServerChange;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a sender reports to the log server, as messages of its own among the application's: changes
 * of server, periods of discarded events, heartbeats. Loop's thread only.
 */
public final class OwnReports {
  private final Consumer<Predicate<ServerChange>> reportedChanges;
  private final Counters counters;
  private final InstantSource wallClock;
  private final DiscardReport discardReport;
  private final Heartbeat heartbeat;
  private final Predicate<OwnMessage> sendReport;
  private final Predicate<OwnMessage> send;
  private @Nullable ServerChange change; // the last one that was offered
  private @Nullable OwnMessage changeMessage; // about it

  /**
   * @param reportedChanges {@link Announcer#offerReportedChange}
   * @param send appends a message to the buffer; false if there is no room
   */
  public OwnReports(
      MonitoringSettings settings,
      Consumer<Predicate<ServerChange>> reportedChanges,
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
    reportedChanges.accept(this::send);
    discardReport.check(nowNanos, ready);
    if (heartbeat.isDue(nowNanos, connected, ready, writtenTo)) {
      boolean unused =
          send.test(OwnMessage.heartbeat(wallClock.instant(), counters)); // the next one will do
    }
  }

  /** Returns whether there was room for it. */
  private boolean send(ServerChange offered) {
    OwnMessage message = changeMessage;
    if (message == null || !offered.equals(change)) {
      message = OwnMessage.changed(offered);
      change = offered;
      changeMessage = message;
    }
    return sendReport.test(message);
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
