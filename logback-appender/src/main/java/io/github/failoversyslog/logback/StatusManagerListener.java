package io.github.failoversyslog.logback;

import ch.qos.logback.core.spi.ContextAware;
import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.Status;

/** Passes what the sender does on to Logback's status list. */
final class StatusManagerListener implements SenderListener {
  private final String appenderName;
  private final ContextAware statusList;

  StatusManagerListener(String appenderName, ContextAware statusList) {
    this.appenderName = appenderName;
    this.statusList = statusList;
  }

  @Override
  public void status(Status status) {
    String line = appenderName + ": " + status.text();
    if (status.isWarning()) {
      statusList.addWarn(line);
    } else {
      statusList.addInfo(line);
    }
  }
}
