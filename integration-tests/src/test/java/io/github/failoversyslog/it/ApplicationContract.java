package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.server.RelpService;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What all tests of an application share: starts applications and servers and ends them after the
 * test, when no server may have seen a violation of the framing.
 */
abstract class ApplicationContract {
  @TempDir Path folder;
  private final Framework framework;
  private final List<SyslogTestServer> servers = new ArrayList<>();
  private final List<Application> applications = new ArrayList<>();
  private final Map<String, String> properties = new HashMap<>();
  private boolean framesMayBeCut;

  ApplicationContract(Framework framework) {
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

  /** A server that is down, and its port as a property of this name. */
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
    property(name, Integer.toString(server.port()));
    return server;
  }

  /** For the configuration files of the applications that are started from now on. */
  void property(String name, String value) {
    properties.put(name, value);
  }

  /** The FILE appender of the configurations that have one. */
  Path file() {
    return folder.resolve("application.log");
  }

  /** Starts an application from the framework's file of this name among the resources. */
  Application start(String configuration) {
    return start(uri(framework.resource(configuration)));
  }

  /**
   * Starts an application from a template among the resources.
   *
   * @param more is in the appender's element, behind the settings
   */
  Application start(String template, Map<String, String> settings, String more) throws IOException {
    try (InputStream in =
        ApplicationContract.class.getResourceAsStream(framework.resource(template))) {
      assertThat(in).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Path file = folder.resolve("configuration.xml");
      Files.writeString(file, text.replace("{{settings}}", framework.xml(settings) + more));
      return start(file.toUri());
    }
  }

  Application start(URI configuration) {
    property("file", file().toString());
    Application application = framework.start(configuration, properties);
    applications.add(application);
    return application;
  }

  private static URI uri(String resource) {
    URL url = ApplicationContract.class.getResource(resource);
    if (url == null) {
      throw new IllegalArgumentException("no resource " + resource);
    }
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(resource, e);
    }
  }
}
