package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.SyslogSender;
import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Compiled;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.server.ServerPorts;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.logback.FailoverSyslogAppender;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples for Spring Boot run with its actuator. {@code mvn -Pfull} copies the libraries of
 * both versions of Boot into {@code target}.
 */
@Tag("full")
class SpringBootIT {
  private static final Path EXAMPLES = Path.of("..", "docs", "examples");

  private static final Pattern OF_SYSLOG =
      Pattern.compile("\"syslog\":\\{([^{}]|\\{[^{}]*\\})*\\}");

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final int port = ServerPorts.choose();
  private final SyslogTestServer primary = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING);
  private final SyslogTestServer failover = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING);
  private Process application;

  @AfterEach
  void end() {
    if (application != null) {
      application.destroyForcibly();
    }
    primary.close();
    failover.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"boot3", "boot4"})
  void theActuatorShowsWhatHappensToTheServers(String version) throws Exception {
    primary.open();
    failover.open();
    start(version, configuration());
    shows(200, "\"status\":\"UP\"", "\"SYSLOG\":\"UP, " + address(primary));
    assertThat(get("prometheus").body())
        .containsPattern("failover_syslog_events_accepted_total\\{.*\\} [1-9]")
        .containsPattern("failover_syslog_connected\\{.*" + address(primary) + ".*\\} 1");

    primary.crash();
    shows(200, "\"status\":\"UP\"", "ON_FAILOVER_SERVER, " + address(failover));
    assertThat(get("prometheus").body())
        .containsPattern("failover_syslog_failovers_total\\{.*\\} 1")
        .containsPattern("failover_syslog_connected\\{.*role=\"failover\".*\\} 1");

    failover.crash();
    shows(503, "\"status\":\"OUT_OF_SERVICE\"", "BUFFERING, no server");
    shows(503, "\"status\":\"DOWN\"", "DISCARDING, no server"); // every request logs

    primary.open();
    shows(200, "\"status\":\"UP\"", "\"SYSLOG\":\"UP, " + address(primary));
    assertThat(get("prometheus").body())
        .containsPattern("failover_syslog_events_discarded_total\\{.*buffer_reserved.*\\} [1-9]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"boot3", "boot4"})
  void theActuatorDoesNotKnowTheStatusOfAnApplicationWithoutTheAppender(String version)
      throws Exception {
    start(version, Files.writeString(folder.resolve("logback.xml"), "<configuration/>"));
    shows(200, "\"status\":\"UNKNOWN\"");
    assertThat(get("health").body()).startsWith("{").contains("\"status\":\"UP\"");
  }

  private static String address(SyslogTestServer server) {
    return "127.0.0.1:" + server.port();
  }

  private void shows(int status, String... parts) {
    Eventually.holds(
        () -> {
          HttpResponse<String> health = get("health");
          Matcher syslog = OF_SYSLOG.matcher(health.body());
          assertThat(syslog.find()).as(health.body()).isTrue();
          assertThat(syslog.group()).contains(parts);
          assertThat(health.statusCode()).isEqualTo(status);
        });
  }

  private HttpResponse<String> get(String endpoint) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/" + endpoint);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private void start(String version, Path configuration) throws IOException {
    String classPath = classPath(version);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classPath + File.pathSeparator + compiled(version, classPath)));
    command.add("com.example.shop.ShopApplication");
    command.add("--server.address=127.0.0.1");
    command.add("--server.port=" + port);
    command.add("--logging.config=" + configuration.toUri());
    command.add("--management.endpoints.web.exposure.include=health,prometheus");
    command.add("--management.endpoint.health.show-details=always");
    application =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("console").toFile())
            .start();
    Eventually.until("an answer", this::answers);
  }

  private boolean answers() throws IOException, InterruptedException {
    try {
      return get("health").statusCode() > 0;
    } catch (ConnectException e) {
      assertThat(application.isAlive())
          .as("%s", Files.readString(folder.resolve("console")))
          .isTrue();
      return false;
    }
  }

  private Path configuration() throws IOException {
    Map<String, String> settings =
        Map.of(
            "host", "127.0.0.1",
            "port", Integer.toString(primary.port()),
            "failoverServers", address(failover),
            "appName", "shop",
            "bufferSize", "256 KB",
            "reconnectDelay", "100 ms",
            "failback", "",
            "failback.tcpProbeInterval", "200 ms");
    Framework logback = Framework.LOGBACK;
    return Files.writeString(
        folder.resolve("logback.xml"), logback.configuration(logback.xml(settings)));
  }

  private static String classPath(String version) throws IOException {
    try (Stream<Path> libraries = Files.list(Path.of("target", version))) {
      List<String> paths = new ArrayList<>(libraries.map(Path::toString).sorted().toList());
      for (Class<?> ours : List.of(SyslogSender.class, FailoverSyslogAppender.class)) {
        paths.add(Path.of(locationOf(ours)).toString());
      }
      return paths.stream().collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static URI locationOf(Class<?> type) {
    return URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
  }

  private Path compiled(String version, String classPath) throws IOException {
    return Compiled.into(
        folder.resolve("classes"),
        classPath,
        EXAMPLES.resolve("boot").resolve("ShopApplication.java"),
        EXAMPLES.resolve(version).resolve("SyslogHealthIndicator.java"));
  }
}
