package io.github.failoversyslog.report;

import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.status.Status;
import java.time.Duration;

/** Tells of a defect of this library: at once when it is a new one, else once a minute. */
public final class BugReport {
  private static final long REPEAT_NANOS = Duration.ofMinutes(1).toNanos();

  private final StatusReporter reporter;
  private String last = "";
  private long reportedAtNanos;
  private int silent;

  public BugReport(StatusReporter reporter) {
    this.reporter = reporter;
  }

  /** Never fails. */
  public void report(Throwable bug, State state, long nowNanos) {
    try {
      String what = bug + " at " + firstFrame(bug);
      if (what.equals(last) && nowNanos - reportedAtNanos < REPEAT_NANOS) {
        silent++;
        return;
      }
      String repeats = silent > 0 ? "; " + silent + " more since the last report" : "";
      last = what;
      reportedAtNanos = nowNanos;
      silent = 0;
      reporter.report(
          Status.Kind.BUG,
          "internal fault, connecting anew (" + what + " in " + state + repeats + ")");
    } catch (RuntimeException | Error e) {
      // what cannot be told, for want of memory say, must not end the sending
    }
  }

  private static String firstFrame(Throwable bug) {
    StackTraceElement[] frames = bug.getStackTrace();
    return frames.length == 0 ? "an unknown place" : frames[0].toString();
  }
}
