package io.github.failoversyslog.report;

import io.github.failoversyslog.failover.State;
import java.time.Duration;

/** Reports defects of this library: a new one at once, a repeated one once a minute. */
public final class BugReport {
  private static final long REPEAT_NANOS = Duration.ofMinutes(1).toNanos();

  private final StatusReporter reporter;
  private String last = "";
  private long reportedAtNanos;
  private int unreported;

  public BugReport(StatusReporter reporter) {
    this.reporter = reporter;
  }

  /** Never throws. */
  public void report(Throwable bug, State state, long nowNanos) {
    try {
      String frame = firstFrame(bug);
      String what = bug + " at " + frame;
      if (what.equals(last) && nowNanos - reportedAtNanos < REPEAT_NANOS) {
        unreported++;
        return;
      }
      String repeats = unreported > 0 ? StatusLines.repeats(unreported) : "";
      last = what;
      reportedAtNanos = nowNanos;
      unreported = 0;
      reporter.report(StatusLines.internalError(bug.toString(), frame, state.toString(), repeats));
    } catch (RuntimeException | Error e) {
      // a failed report, for example out of memory, must not stop the sender
    }
  }

  private static String firstFrame(Throwable bug) {
    StackTraceElement[] frames = bug.getStackTrace();
    return frames.length == 0 ? StatusLines.unknownFrame() : frames[0].toString();
  }
}
