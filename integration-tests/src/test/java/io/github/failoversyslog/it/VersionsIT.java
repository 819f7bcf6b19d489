package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.docs.Markdown;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.InstalledJdk;
import io.github.failoversyslog.it.application.LineLogger;
import io.github.failoversyslog.it.application.SeparateProgram;
import io.github.failoversyslog.it.daemon.Requirement;
import io.github.failoversyslog.it.server.Arrival;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The appenders log, fail over, fail back and end with each version of the frameworks, on each JDK.
 * {@code mvn -Pfull} copies the versions into {@code target/versions}.
 */
@Tag("full")
class VersionsIT {
  private static final Path VERSIONS = Path.of("target", "versions");
  private static final Map<String, String> OTHERS =
      Map.of("slf4j-api", "SLF4J", "spring-boot", "Spring Boot", "tomcat-embed-core", "Tomcat");

  private static final String STATUS_OF_LOGBACK =
      "[\\d:,]+ \\|-WARN in io\\.github\\.failoversyslog\\.\\S+\\[SYSLOG\\] - SYSLOG: .*";

  @TempDir Path folder;
  private final SyslogTestServer primary = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING);
  private final SyslogTestServer failover = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING);

  @AfterEach
  void closeServers() {
    primary.close();
    failover.close();
  }

  static Stream<Arguments> versions() throws IOException {
    List<Arguments> all = new ArrayList<>();
    for (InstalledJdk jdk : InstalledJdk.all()) {
      for (String version : names(VERSIONS)) {
        all.add(Arguments.of(version, jdk));
      }
    }
    return all.stream();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("versions")
  void logsFailsOverFailsBackAndEndsAndPrintsOnlyItsStatus(String version, InstalledJdk jdk)
      throws Exception {
    primary.open();
    failover.open();
    try (SeparateProgram program = start(version, jdk, "<Failback ", "<failback>")) {
      program.say("first");
      arrives(primary, "first");
      assertThat(structuredData(primary.arrivals().get(0)))
          .containsEntry("app@32473", Map.of("class", "LineLogger"))
          .hasEntrySatisfying("mdc@32473", data -> assertThat(data).containsEntry("user", "jane"));
      primary.crash();
      program.say("second");
      arrives(failover, "second");
      primary.open();
      Eventually.until("the failback", () -> !primary.openConnections().isEmpty());
      Eventually.until("the failback", () -> failover.openConnections().isEmpty());
      program.say("third");
      assertThat(program.end()).isZero();
      arrives(primary, "third");
      arrives(primary, LineLogger.LAST + "\njava.lang.IllegalStateException: the end");
      assertThat(program.console().lines())
          .allSatisfy(line -> assertThat(line).matches(STATUS_OF_LOGBACK));
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("versions")
  void namesAMisspelledSetting(String version, InstalledJdk jdk) throws Exception {
    try (SeparateProgram program =
        start(version, jdk, "<Failback probes=\"3\" ", "<failback><probes>3</probes>")) {
      assertThat(program.end()).isZero();
      assertThat(program.console()).containsPattern("probes>? of <[Ff]ailback>");
    }
  }

  /** The table is made from what was run: with {@code CI=true} all of it has to be there. */
  @Test
  void theTableOfTheDocumentationHasWhatWasRun() throws IOException {
    Map<String, SortedSet<String>> run = new TreeMap<>();
    List<String> jdks = InstalledJdk.all().stream().map(jdk -> "" + jdk.version()).toList();
    run.put("JDK", new TreeSet<>(jdks));
    for (String version : names(VERSIONS)) {
      String[] parts = version.split("-", 2);
      add(run, parts[0].equals("log4j") ? "Log4j" : "Logback", parts[1]);
      addOthers(run, VERSIONS.resolve(version));
    }
    addOthers(run, Path.of("target", "boot3"));
    addOthers(run, Path.of("target", "boot4"));
    Map<String, SortedSet<String>> table =
        Markdown.of("docs/getting-started.md").tableBelow("## Where it runs").stream()
            .collect(
                Collectors.toMap(
                    row -> row.get(0),
                    row -> new TreeSet<>(List.of(row.get(1).split(", "))),
                    (a, b) -> a,
                    TreeMap::new));
    if (table.get("JDK").stream().anyMatch(feature -> !jdks.contains(feature))) {
      throw Requirement.unmet("expected the JDKs " + table.get("JDK") + " beside each other");
    }
    run.get("JDK").retainAll(table.get("JDK")); // more than these may be there
    assertThat(table).isEqualTo(run);
  }

  private static void addOthers(Map<String, SortedSet<String>> run, Path folder)
      throws IOException {
    for (String jar : names(folder)) {
      OTHERS.forEach(
          (artifact, name) -> {
            if (jar.matches(artifact + "-\\d.*")) {
              add(run, name, jar.substring(artifact.length() + 1, jar.length() - ".jar".length()));
            }
          });
    }
  }

  private static void add(Map<String, SortedSet<String>> run, String name, String version) {
    run.computeIfAbsent(name, any -> new TreeSet<>()).add(version);
  }

  private static Map<String, Map<String, String>> structuredData(Arrival arrival) {
    return arrival.message().structuredData();
  }

  private static void arrives(SyslogTestServer server, String text) {
    Eventually.holds(
        () -> assertThat(server.texts()).anySatisfy(each -> assertThat(each).startsWith(text)));
  }

  private SeparateProgram start(String version, InstalledJdk jdk, String failback, String ofLogback)
      throws IOException {
    boolean log4j = version.startsWith("log4j");
    Framework framework = log4j ? Framework.LOG4J2 : Framework.LOGBACK;
    String xml = log4j ? log4j(failback) : logback(ofLogback);
    Path file = Files.writeString(folder.resolve(framework + ".xml"), xml);
    List<String> arguments = new ArrayList<>(jdk.strictOptions());
    arguments.add("-D" + (log4j ? "log4j2" : "logback") + ".configurationFile=" + file.toUri());
    arguments.add("-cp");
    Class<?> appender =
        log4j
            ? io.github.failoversyslog.log4j2.FailoverSyslogAppender.class
            : io.github.failoversyslog.logback.FailoverSyslogAppender.class;
    arguments.add(
        SeparateProgram.classPath(
            SeparateProgram.jarsIn(VERSIONS.resolve(version)),
            SeparateProgram.locations(appender, LineLogger.class)));
    arguments.add(LineLogger.class.getName());
    arguments.add(framework.name());
    return new SeparateProgram(jdk.home(), arguments, folder.resolve("console"));
  }

  private String log4j(String failback) {
    return """
    <Configuration status="ERROR">
      <Appenders>
        <FailoverSyslog name="SYSLOG" host="127.0.0.1" port="%d" failoverServers="127.0.0.1:%d"
            appName="shop" reconnectDelay="100 ms" spoolFile="%s" spoolSize="1 MB">
          %s tcpProbeInterval="50 ms" successfulProbesRequired="2"/>
          <StructuredData id="app@32473"><KeyValuePair key="class" value="%%c{1}"/></StructuredData>
        </FailoverSyslog>
      </Appenders>
      <Loggers><Root level="info"><AppenderRef ref="SYSLOG"/></Root></Loggers>
    </Configuration>
    """
        .formatted(primary.port(), failover.port(), folder.resolve("spool"), failback);
  }

  private String logback(String failback) {
    return """
    <configuration>
      <statusListener class="io.github.failoversyslog.logback.WarningStatusListener"/>
      <shutdownHook/>
      <appender name="SYSLOG" class="io.github.failoversyslog.logback.FailoverSyslogAppender">
        <host>127.0.0.1</host><port>%d</port><failoverServers>127.0.0.1:%d</failoverServers>
        <appName>shop</appName><reconnectDelay>100 ms</reconnectDelay>
        <spoolFile>%s</spoolFile><spoolSize>1 MB</spoolSize>
        %s<tcpProbeInterval>50 ms</tcpProbeInterval>
          <successfulProbesRequired>2</successfulProbesRequired></failback>
        <structuredData>
          <id>app@32473</id>
          <parameter><name>class</name><value>%%c{0}</value></parameter>
        </structuredData>
      </appender>
      <root level="info"><appender-ref ref="SYSLOG"/></root>
    </configuration>
    """
        .formatted(primary.port(), failover.port(), folder.resolve("spool"), failback);
  }
}
