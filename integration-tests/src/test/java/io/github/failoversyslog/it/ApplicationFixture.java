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
 * What all tests of an application share: starts applications and servers and ends them after the
 * test, when no server may have seen a violation of the framing.
 */
abstract class ApplicationFixture {
  /** So that servers are tried again soon, and those that do not read are noticed soon. */
  static final Map<String, String> SHORT_WAITS =
      Map.of("reconnectDelay", "100 ms", "sendBufferSize", "16 KB");

  @TempDir Path folder;
  private final Framework framework;
  private final List<SyslogTestServer> servers = new ArrayList<>();
  private final List<Application> applications = new ArrayList<>();
  private final Map<String, Integer> ports = new TreeMap<>();
  private final Map<String, String> settings = new HashMap<>();
  private int files;
  private boolean framesMayBeCut;

  ApplicationFixture(Framework framework) {
    this.framework = framework;
  }

  @AfterEach
  void end() {
    applications.forEach(Application::stop);
    servers.forEach(SyslogTestServer::close);
    assertThat(servers)
        .flatExtracting(SyslogTestServer::violations)
        .filteredOn(violation -> !framesMayBeCut || !violation.contains("ended within a frame"))
        .isEmpty();
  }

  /** In this test a connection may be given up in the middle of a frame, which is no violation. */
  void framesMayBeCut() {
    framesMayBeCut = true;
  }

  Framework framework() {
    return framework;
  }

  /** A server that is down; primary, failover1 and failover2 are those of {@link #start()}. */
  SyslogTestServer server(String name) {
    return server(name, FramingMode.OCTET_COUNTING);
  }

  SyslogTestServer server(String name, FramingMode framing) {
    return server(name, SyslogTestServer.keeping(framing));
  }

  /** A server that speaks RELP as the service says. */
  SyslogTestServer server(String name, RelpService relp) {
    return server(name, SyslogTestServer.speaking(relp));
  }

  private SyslogTestServer server(String name, SyslogTestServer server) {
    servers.add(server);
    port(name, server.port());
    return server;
  }

  /** The same for a server that the test has made itself. */
  void port(String name, int port) {
    ports.put(name, port);
  }

  /** Sets the appender of the applications that are started from now on. */
  void set(String name, String value) {
    settings.put(name, value);
  }

  void set(Map<String, String> more) {
    settings.putAll(more);
  }

  /** What {@link #startWithFile} logs to. */
  Path file() {
    return folder.resolve("application.log");
  }

  /** Starts an application that sends to the servers of this test as they and the settings are. */
  Application start() {
    return start(settings(), "");
  }

  /** What was set, and the servers. */
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
   * Starts an application whose appender has these settings and no others.
   *
   * @param more is in the appender's element, behind the settings
   */
  Application start(Map<String, String> all, String more) {
    return start(write(framework.configuration(framework.xml(all) + more)));
  }

  /** The same, and it logs to a file, too, with this pattern. */
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
