package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.Status;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.status.StatusLogger;

/**
 * Passes what the sender does on to Log4j's own log, which shows warnings if its status level is
 * WARN.
 */
final class StatusLoggerListener implements SenderListener {
  private static final Logger LOGGER = StatusLogger.getLogger();

  private final String appenderName;

  StatusLoggerListener(String appenderName) {
    this.appenderName = appenderName;
  }

  @Override
  public void status(Status status) {
    LOGGER.log(status.isWarning() ? Level.WARN : Level.INFO, "{}: {}", appenderName, status.text());
  }
}
