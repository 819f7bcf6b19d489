package io.github.failoversyslog.logback;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The element {@code <failback>}: return to the primary once it has recovered. */
public final class FailbackElement {
  private final WrittenTexts written = new WrittenTexts(" of <failback>");

  /** Called by Logback. */
  public FailbackElement() {}

  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(Map.of("failback", ""));
    written.texts().forEach((name, text) -> settings.put("failback." + name, text));
    return settings;
  }

  List<String> faults() {
    return written.faults();
  }

  public void setTcpProbeInterval(String text) {
    written.put("tcpProbeInterval", text);
  }

  public void setSuccessfulProbesRequired(String text) {
    written.put("successfulProbesRequired", text);
  }
}
