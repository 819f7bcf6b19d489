package io.github.failoversyslog.logback;

import ch.qos.logback.core.status.OnErrorConsoleStatusListener;
import ch.qos.logback.core.status.Status;

/**
 * Prints the warnings and errors of Logback and its appenders to {@code System.err}: for {@code
 * <statusListener>}. Those of Logback itself print everything, some twenty lines at each start.
 */
public final class WarningStatusListener extends OnErrorConsoleStatusListener {

  /** Called by Logback, which then calls {@link #start}. */
  public WarningStatusListener() {}

  /** Prints also what came within the {@code retrospective} before: faults of the same file. */
  @Override
  @SuppressWarnings("deprecation") // getTimestamp() is not in Logback 1.4.0
  public void start() {
    long retrospective = getRetrospective();
    setRetrospective(0); // super would print what is no warning, too
    super.start();
    setRetrospective(retrospective);
    if (getContext() != null) {
      long since = System.currentTimeMillis() - retrospective;
      for (Status status : getContext().getStatusManager().getCopyOfStatusList()) {
        if (status.getDate() > since) {
          addStatusEvent(status);
        }
      }
    }
  }

  @Override
  public void addStatusEvent(Status status) {
    if (status.getEffectiveLevel() >= Status.WARN) {
      super.addStatusEvent(status);
    }
  }
}
