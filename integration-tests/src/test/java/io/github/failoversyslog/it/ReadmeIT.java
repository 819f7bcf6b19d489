package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.docs.Markdown;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.DocumentedExample;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.ProgramRun;
import io.github.failoversyslog.it.application.ShortProgram;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example in the README works as printed, except for the names of the servers. */
@Tag("logback-versions")
@EachFramework
class ReadmeIT extends ApplicationFixture {
  private static final Path README = Path.of("..", "README.md");
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5); // the default

  private SyslogTestServer primary;
  private SyslogTestServer failover1;

  ReadmeIT(Framework framework) {
    super(framework);
  }

  @BeforeEach
  void makeServers() {
    primary = server("primary");
    failover1 = server("failover1");
  }

  private URI example() throws IOException {
    String xml =
        DocumentedExample.in(README, framework().title())
            .replaceFirst("primary-server\\.com", "127.0.0.1")
            .replaceFirst("601", Integer.toString(primary.port()))
            .replaceFirst("failover-server1", "127.0.0.1:" + failover1.port())
            .replaceFirst("failover-server2:1601", "127.0.0.1:" + server("failover2").port());
    return Files.writeString(folder.resolve("example.xml"), xml).toUri();
  }

  @Test
  void theExampleSendsToThePrimaryAndFailsOver() throws IOException {
    primary.open();
    failover1.open();
    Application application = framework().start(example(), Map.of());
    try {
      application.info("to the primary");
      Eventually.holds(() -> assertThat(primary.texts()).containsExactly("to the primary"));
      assertThat(primary.arrivals().get(0).message().appName()).isEqualTo("shop");
      primary.crash();
      application.info("to the failover server");
      Eventually.holds(() -> assertThat(failover1.texts()).contains("to the failover server"));
    } finally {
      application.stop();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100})
  void deliversEveryEventOfAProgramThatLogsAndEnds(int events) throws Exception {
    primary.open();
    ProgramRun run = ProgramRun.of(framework(), example(), events);
    assertThat(primary.texts())
        .as("printed: %s", run.console())
        .containsExactlyElementsOf(
            IntStream.range(0, events).mapToObj(ShortProgram::text).toList());
    assertThat(run.exitCode()).isZero();
    assertThat(run.ending()).isLessThan(SHUTDOWN_TIMEOUT);
    assertThat(run.console()).as("nothing to be warned of").isEmpty();
  }

  @Test
  void theConsoleShowsThatNoServerIsAvailable() throws Exception {
    ProgramRun run = ProgramRun.of(framework(), example(), 10);
    assertThat(run.console())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "WARN", "SYSLOG: no server", primary.port() + " ", "connection refused"))
        .anySatisfy(line -> assertThat(line).containsPattern("SYSLOG: .*10 events.* not sent"))
        .allSatisfy(line -> assertThat(line).contains("WARN"));
    assertThat(run.exitCode()).isZero();
    assertThat(run.ending()).isLessThan(SHUTDOWN_TIMEOUT);
  }

  @Test
  void theConsoleShowsAMisspelledSettingAsDocumented() throws Exception {
    String xml = Files.readString(Path.of(example())).replace("failoverServers", "failoverServer");
    URI misspelled = Files.writeString(folder.resolve("misspelled.xml"), xml).toUri();
    ProgramRun run = ProgramRun.of(framework(), misspelled, 1);
    List<String> documented =
        Markdown.of("docs/getting-started.md").blocks().stream()
            .filter(block -> block.heading().equals("A misspelled setting"))
            .skip(framework() == Framework.LOG4J2 ? 0 : 1)
            .findFirst()
            .orElseThrow()
            .text()
            .lines()
            .map(ReadmeIT::withoutTime)
            .toList();
    assertThat(run.console())
        .filteredOn(line -> !line.isBlank() && !line.startsWith("\tat "))
        .extracting(ReadmeIT::withoutTime)
        .containsExactlyElementsOf(documented);
  }

  private static String withoutTime(String line) {
    return line.replaceFirst("^[-\\dT:.,]+Z? ", "");
  }

  @Test
  void everyCompleteExampleShowsWarningsAndDeliversAtTheStop() throws IOException {
    boolean log4j2 = framework() == Framework.LOG4J2;
    String[] needed =
        log4j2
            ? new String[] {"<Configuration status=\"WARN\">"}
            : new String[] {"WarningStatusListener\"/>", "<shutdownHook/>"};
    assertThat(DocumentedExample.filesWith(log4j2 ? "Configuration" : "configuration"))
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(file -> assertThat(file).contains(needed));
  }
}
