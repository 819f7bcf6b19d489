package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A framework configuration whose appender sends to the servers of a test. */
public final class ConfigurationFile {
  private ConfigurationFile() {}

  /**
   * Writes the configuration into the folder.
   *
   * @param servers the primary first
   * @param settings all other settings of the appender
   */
  public static URI write(
      Path folder, Framework framework, List<Server> servers, Map<String, String> settings) {
    return write(folder, framework, servers, settings, "");
  }

  /**
   * Writes the configuration into the folder.
   *
   * @param elements further child elements of the appender in the framework's syntax
   */
  public static URI write(
      Path folder,
      Framework framework,
      List<Server> servers,
      Map<String, String> settings,
      String elements) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("host", servers.get(0).host());
    all.put("port", Integer.toString(servers.get(0).port()));
    if (servers.size() > 1) {
      all.put(
          "failoverServers",
          servers.stream().skip(1).map(Server::toString).collect(Collectors.joining(",")));
    }
    try {
      String text = framework.configuration(framework.xml(all) + elements);
      return Files.writeString(folder.resolve("configuration.xml"), text).toUri();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
