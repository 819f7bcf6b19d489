package io.github.failoversyslog.report;

import io.github.failoversyslog.failover.State;
import java.time.Duration;

/** Reports a defect of this library: a new one at once, the same one once a minute. */
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
      String frame = firstFrame(bug);
      String what = bug + " at " + frame;
      if (what.equals(last) && nowNanos - reportedAtNanos < REPEAT_NANOS) {
        silent++;
        return;
      }
      String repeats = silent > 0 ? StatusLines.repeats(silent) : "";
      last = what;
      reportedAtNanos = nowNanos;
      silent = 0;
      reporter.report(StatusLines.internalError(bug.toString(), frame, state.toString(), repeats));
    } catch (RuntimeException | Error e) {
      // a failure to report, as for lack of memory, must not end the sending
    }
  }

  private static String firstFrame(Throwable bug) {
    StackTraceElement[] frames = bug.getStackTrace();
    return frames.length == 0 ? StatusLines.unknownFrame() : frames[0].toString();
  }
}
