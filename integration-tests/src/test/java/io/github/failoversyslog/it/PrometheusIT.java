package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.docs.Markdown;
import io.github.failoversyslog.it.application.DocumentedExample;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documented metrics and alert rules fit to what Prometheus gets from the example program. */
class PrometheusIT {
  private static final Path EXAMPLES = Path.of("..", "docs", "examples");
  private static final Pattern NAME = Pattern.compile("failover_syslog_\\w+");
  private static final Pattern SAMPLE =
      Pattern.compile("^(failover_syslog_\\w+)\\{(.*)\\} (\\S+)$", Pattern.MULTILINE);
  private static final Pattern SELECTOR =
      Pattern.compile("(failover_syslog_\\w+)\\{(\\w+=\"\\w+\")\\}");
  private static final Pattern TESTED =
      Pattern.compile("series: '(failover_syslog_\\w+)\\{(.*)\\}'");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

  @TempDir Path folder;
  private final SyslogTestServer primary = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING);
  private final SyslogTestServer failover = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING);
  private Process program;
  private URI address;

  @BeforeEach
  void startTheExample() throws IOException {
    primary.open();
    failover.open();
    String xml =
        DocumentedExample.in(Path.of("..", "README.md"), "Log4j2")
            .replaceFirst("primary-server\\.com", "127.0.0.1")
            .replaceFirst("601", Integer.toString(primary.port()))
            .replaceFirst("failover-server1", "127.0.0.1:" + failover.port())
            .replaceFirst(", *failover-server2:1601", "");
    Path configuration = Files.writeString(folder.resolve("log4j2.xml"), xml);
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dlog4j2.configurationFile=" + configuration.toUri(),
            EXAMPLES.resolve("SyslogMetrics.java").toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    program = builder.redirectErrorStream(true).start();
    String line = "";
    BufferedReader console = program.inputReader();
    while (line != null && !line.startsWith("http://")) { // Micrometer logs through SLF4J
      line = console.readLine();
    }
    assertThat(line).isNotNull();
    address = URI.create(line);
  }

  @AfterEach
  void end() {
    program.destroyForcibly();
    primary.close();
    failover.close();
  }

  private String scrape() throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
        .body();
  }

  private static Set<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static Set<String> names(String scrape) {
    return SAMPLE
        .matcher(scrape)
        .results()
        .map(sample -> sample.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> labels(String scrape, String name) {
    return SAMPLE
        .matcher(scrape)
        .results()
        .filter(sample -> sample.group(1).equals(name))
        .flatMap(sample -> ownLabels(sample.group(2)).stream())
        .collect(Collectors.toSet());
  }

  /** Without those that every metric has here, or gets from Prometheus. */
  private static Set<String> ownLabels(String labels) {
    Set<String> common = Set.of("framework", "context", "appender", "job", "instance");
    return LABEL
        .matcher(labels)
        .results()
        .map(label -> label.group(1))
        .filter(label -> !common.contains(label))
        .collect(Collectors.toSet());
  }

  @Test
  void theTableOfMetersListsEveryMetricWithItsLabels() throws Exception {
    String scrape = scrape();
    Set<String> documented = new TreeSet<>();
    for (var row : Markdown.of("docs/operations.md").tableBelow("### Metrics")) {
      for (String name : matches(NAME, row.get(1))) {
        assertThat(documented.add(name)).as(name).isTrue();
        assertThat(labels(scrape, name))
            .as(name)
            .isEqualTo(matches(Pattern.compile("\\w+"), row.get(2)));
        assertThat(name)
            .startsWith("failover_syslog_" + row.get(0).replace("`", "").replace('.', '_'));
      }
    }
    assertThat(documented).isEqualTo(names(scrape));
  }

  @Test
  void everyMetricAndLabelOfTheAlertRulesIsThere() throws Exception {
    String rules = Files.readString(EXAMPLES.resolve("prometheus-alerts.yml"));
    String scrape = scrape();
    assertThat(matches(NAME, rules)).hasSize(4).isSubsetOf(names(scrape));
    assertThat(rules).contains("absent(failover_syslog_");
    assertThat(SELECTOR.matcher(rules).results().toList())
        .filteredOn(selector -> !selector.group(2).startsWith("job=")) // which Prometheus adds
        .isNotEmpty()
        .allSatisfy(
            selector ->
                assertThat(scrape)
                    .containsPattern(selector.group(1) + "\\{.*" + selector.group(2)));
  }

  @Test
  void theTestsOfTheAlertRulesUseTheMetricsWithTheirLabels() throws Exception {
    String tests = Files.readString(EXAMPLES.resolve("prometheus-alerts.test.yml"));
    String scrape = scrape();
    assertThat(TESTED.matcher(tests).results().toList())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            series -> {
              assertThat(names(scrape)).contains(series.group(1));
              assertThat(ownLabels(series.group(2))).isEqualTo(labels(scrape, series.group(1)));
            });
  }

  @Tag("full")
  @Test
  void everyMetricOfTheDashboardIsThere() throws Exception {
    String dashboard = Files.readString(EXAMPLES.resolve("grafana-dashboard.json"));
    assertThat(matches(NAME, dashboard)).hasSizeGreaterThan(5).isSubsetOf(names(scrape()));
  }

  @Test
  void valuesFollowWhatHappens() throws Exception {
    Eventually.until("the event", () -> primary.messages() == 1);
    String scrape = scrape();
    assertThat(value(scrape, "events_accepted_total", "appender=\"SYSLOG\"")).isEqualTo(1);
    assertThat(value(scrape, "events_accepted_total", "context=\"default\"")).isEqualTo(1);
    assertThat(value(scrape, "connected", "role=\"primary\"")).isEqualTo(1);
    assertThat(value(scrape, "connected", "role=\"failover\"")).isZero();
    assertThat(value(scrape, "buffer_size_bytes", "")).isEqualTo(8 * 1024 * 1024);
    primary.crash();
    Eventually.holds(
        () -> assertThat(value(scrape(), "connected", "role=\"failover\"")).isEqualTo(1));
    assertThat(value(scrape(), "failovers_total", "")).isEqualTo(1);
    failover.crash();
    Eventually.holds(() -> assertThat(value(scrape(), "connected", "role=\"failover\"")).isZero());
    assertThat(value(scrape(), "connections_lost_total", "")).isEqualTo(2);
  }

  private static double value(String scrape, String name, String label) {
    return SAMPLE
        .matcher(scrape)
        .results()
        .filter(sample -> sample.group(1).equals("failover_syslog_" + name))
        .filter(sample -> sample.group(2).contains(label))
        .mapToDouble(sample -> Double.parseDouble(sample.group(3)))
        .findFirst()
        .orElseThrow();
  }
}
