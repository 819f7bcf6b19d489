package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.server.RelpService;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Base class of tests with an application: starts applications and servers and stops them after the
 * test, when no server may have recorded a violation of the framing.
 */
abstract class ApplicationFixture {
  /**
   * Short delays and timeouts, so that servers are soon retried and a server that does not read is
   * soon detected.
   */
  static final Map<String, String> SHORT_WAITS =
      Map.of("reconnectDelay", "100 ms", "sendBufferSize", "16 KB");

  @TempDir Path folder;
  private final Framework framework;
  private final List<SyslogTestServer> servers = new ArrayList<>();
  private final List<Application> applications = new ArrayList<>();
  private final Map<String, Integer> ports = new TreeMap<>();
  private final Map<String, String> settings = new HashMap<>();
  private int files;
  private boolean allowTruncatedFrames;

  ApplicationFixture(Framework framework) {
    this.framework = framework;
  }

  @AfterEach
  void end() {
    applications.forEach(Application::stop);
    servers.forEach(SyslogTestServer::close);
    assertThat(servers)
        .flatExtracting(SyslogTestServer::violations)
        .filteredOn(
            violation -> !allowTruncatedFrames || !violation.contains("ended within a frame"))
        .isEmpty();
  }

  /**
   * Allows connections to be dropped within a frame in this test without counting it as a
   * violation.
   */
  void allowTruncatedFrames() {
    allowTruncatedFrames = true;
  }

  Framework framework() {
    return framework;
  }

  /**
   * Creates a server that is down; the names primary, failover1 and failover2 are used by {@link
   * #start()}.
   */
  SyslogTestServer server(String name) {
    return server(name, FramingMode.OCTET_COUNTING);
  }

  SyslogTestServer server(String name, FramingMode framing) {
    return server(name, SyslogTestServer.keeping(framing));
  }

  /** Creates a RELP server that answers as configured in the service. */
  SyslogTestServer server(String name, RelpService relp) {
    return server(name, SyslogTestServer.speaking(relp));
  }

  private SyslogTestServer server(String name, SyslogTestServer server) {
    servers.add(server);
    port(name, server.port());
    return server;
  }

  /** Registers the port of a server created by the test. */
  void port(String name, int port) {
    ports.put(name, port);
  }

  /** Sets a setting of the appender for applications started later. */
  void set(String name, String value) {
    settings.put(name, value);
  }

  void set(Map<String, String> more) {
    settings.putAll(more);
  }

  /** The file that {@link #startWithFile} logs to. */
  Path file() {
    return folder.resolve("application.log");
  }

  /** Starts an application that sends to the servers of this test with the current settings. */
  Application start() {
    return start(settings(), "");
  }

  /** The current settings, including the servers. */
  Map<String, String> settings() {
    Map<String, String> all = new HashMap<>(settings);
    all.put("appName", "shop");
    all.put("host", "127.0.0.1");
    if (ports.containsKey("primary")) {
      all.put("port", ports.get("primary").toString());
    }
    String failoverServers =
        ports.entrySet().stream()
            .filter(server -> server.getKey().startsWith("failover"))
            .map(server -> "127.0.0.1:" + server.getValue())
            .collect(Collectors.joining(", "));
    if (!failoverServers.isEmpty()) {
      all.put("failoverServers", failoverServers);
    }
    return all;
  }

  /**
   * Starts an application whose appender has only these settings.
   *
   * @param more further content of the appender's element, after the settings
   */
  Application start(Map<String, String> all, String more) {
    return start(write(framework.configuration(framework.xml(all) + more)));
  }

  /** Like {@link #start(Map, String)}, but also logs to a file with this pattern. */
  Application startWithFile(Map<String, String> all, String more, String pattern) {
    return start(write(framework.configuration(framework.xml(all) + more, file(), pattern)));
  }

  URI write(String configuration) {
    try {
      files++;
      Path file = folder.resolve("configuration-" + files + ".xml");
      return Files.writeString(file, configuration).toUri();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Application start(URI configuration) {
    Application application = framework.start(configuration);
    applications.add(application);
    return application;
  }
}
