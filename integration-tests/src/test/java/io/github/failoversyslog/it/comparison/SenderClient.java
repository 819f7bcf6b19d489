package io.github.failoversyslog.it.comparison;

import io.github.failoversyslog.it.application.TestSender;
import java.util.HashMap;
import java.util.Map;

/** This project's sender, with the settings closest to those of syslog-ng. */
final class SenderClient extends ComparedClient {
  private final TestSender sender;

  SenderClient(boolean failback) {
    Map<String, String> settings = new HashMap<>();
    settings.put("host", "127.0.0.1");
    settings.put("port", Integer.toString(serversPort()));
    settings.put("failoverServers", String.join(",", FAILOVER_HOSTS));
    settings.put("livenessProbeInterval", "0");
    settings.put("stableAfter", "1 ms"); // syslog-ng has no equivalent
    if (failback) {
      settings.put("failback.tcpProbeInterval", PROBE_SECONDS + " s");
      settings.put("failback.successfulProbesRequired", Integer.toString(PROBES_REQUIRED));
    }
    sender = TestSender.start(settings);
  }

  @Override
  void send(String text) {
    sender.send(text);
  }

  @Override
  long failedProbes() {
    return sender.statistics().probesFailed();
  }

  @Override
  boolean hasTriedAll() {
    return sender.statistics().connectFailures() >= 1 + FAILOVER_HOSTS.size();
  }

  @Override
  void stop() {
    sender.close();
  }
}
