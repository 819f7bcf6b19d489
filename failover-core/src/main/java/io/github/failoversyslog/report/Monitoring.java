package io.github.failoversyslog.report;

import io.github.failoversyslog.config.MonitoringSettings;
import io.github.failoversyslog.status.SenderName;

/**
 * Makes a sender visible from its start to its end: to {@link RunningSenders}, and to JMX if the
 * settings say so. Loads nothing of JMX otherwise.
 */
public final class Monitoring {
  private final MonitoringSettings settings;
  private final Object context;
  private final SenderName name;
  private final MonitoredSender sender;
  private final StatusReporter reporter;

  /**
   * @param context a sender that follows this one has the same; not held after the end
   */
  public Monitoring(
      MonitoringSettings settings,
      Object context,
      SenderName name,
      MonitoredSender sender,
      StatusReporter reporter) {
    this.settings = settings;
    this.context = context;
    this.name = name;
    this.sender = sender;
    this.reporter = reporter;
  }

  public void begin() {
    RunningSenders running = RunningSenders.ofThisJvm();
    SendersOfOneName senders = running.started(context, name, sender);
    running.tellOfStart(name, this::noMetrics);
    if (settings.mbean()) {
      try {
        MBeans.ofThisJvm().register(senders);
      } catch (Exception | LinkageError e) { // no module java.management, no permission
        reporter.report(StatusLines.noMBean(e.toString()));
      }
    }
  }

  /** A second call, or one without a begin, has no effect. */
  public void end() {
    RunningSenders.ofThisJvm()
        .ended(context, name, sender, this::noMetrics)
        .filter(senders -> settings.mbean())
        .ifPresent(this::unregister);
  }

  private void noMetrics(Throwable thrown) {
    reporter.report(StatusLines.noMetrics(thrown.toString()));
  }

  private void unregister(SendersOfOneName senders) {
    try {
      MBeans.ofThisJvm().unregister(senders);
    } catch (Exception | LinkageError e) {
      // it was never registered
    }
  }
}
