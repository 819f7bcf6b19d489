package io.github.failoversyslog.logback;

import java.util.HashMap;
import java.util.Map;

/** The element {@code <failback>}: go back to the first server when it is well again. */
public final class FailbackElement {
  private final Map<String, String> settings = new HashMap<>(Map.of("failback", ""));

  /** Called by Logback. */
  public FailbackElement() {}

  Map<String, String> settings() {
    return settings;
  }

  public void setTcpProbeInterval(String text) {
    settings.put("failback.tcpProbeInterval", text);
  }

  public void setSuccessfulProbesRequired(String text) {
    settings.put("failback.successfulProbesRequired", text);
  }
}
