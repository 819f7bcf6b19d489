package io.github.failoversyslog.conformance;

import io.github.failoversyslog.faults.ConfigurationFile;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.status.Server;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Starts applications with the settings of a message model. */
final class ConformanceApplication {
  private ConformanceApplication() {}

  /**
   * Returns once it is connected.
   *
   * @param folder for its configuration
   * @param settings those needed to reach the server on this port of 127.0.0.1
   */
  static Application start(
      Path folder,
      Framework framework,
      MessageModel model,
      int port,
      Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(model.settings());
    all.putAll(settings);
    all.put("bufferSize", "64 MB"); // so that nothing is discarded
    List<Server> servers = List.of(new Server("127.0.0.1", port));
    String elements =
        model.ownElements().stream()
            .map(element -> element.xmlFor(framework))
            .collect(Collectors.joining());
    Application application =
        framework.start(
            ConfigurationFile.write(folder, framework, servers, all, elements), Map.of());
    Eventually.until(
        "connected",
        () -> application.statistics().currentServer().equals(servers.stream().findFirst()));
    return application;
  }
}
