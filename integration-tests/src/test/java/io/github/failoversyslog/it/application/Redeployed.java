package io.github.failoversyslog.it.application;

import io.github.failoversyslog.FailoverSyslogMetrics;
import io.github.failoversyslog.SyslogSender;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;

/** What an application does between its deployment and its end. */
public final class Redeployed {
  private Redeployed() {}

  /**
   * @param registry outlives the application
   */
  public static void run(MeterRegistry registry, int port) {
    FailoverSyslogMetrics metrics = new FailoverSyslogMetrics();
    metrics.bindTo(registry);
    send(registry, port);
    send(registry, port); // as after a reload of its configuration
    metrics.close();
  }

  private static void send(MeterRegistry registry, int port) {
    SyslogSender sender =
        SyslogSender.of(
            "redeployed",
            Map.of("host", "127.0.0.1", "port", Integer.toString(port), "registerMBean", "true"),
            status -> {});
    sender.start();
    if (registry.find("failover.syslog.events.accepted").tag("appender", "redeployed").meter()
        == null) {
      throw new IllegalStateException("not bound");
    }
    sender.stop();
  }
}
