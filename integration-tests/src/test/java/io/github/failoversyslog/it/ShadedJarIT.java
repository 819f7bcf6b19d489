package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.SyslogSender;
import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Command;
import io.github.failoversyslog.it.application.DocumentedExample;
import io.github.failoversyslog.it.application.FatJar;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.LineLogger;
import io.github.failoversyslog.it.application.SeparateProgram;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.log4j2.FailoverSyslogAppender;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Maven Shade plugin makes one JAR of Log4j and the appender, as the documentation shows. */
@Tag("full")
class ShadedJarIT {
  private static final String MERGING =
      "<transformer implementation=\"org.apache.logging.log4j.maven.plugins.shade.transformer."
          + "Log4j2PluginCacheFileTransformer\"/>";

  @TempDir Path folder;
  private final SyslogTestServer server = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING);

  @AfterEach
  void closeServer() {
    server.close();
  }

  private static String documented() throws IOException {
    String plugin =
        DocumentedExample.in(Path.of("..", "docs", "getting-started.md"), "In a shaded JAR");
    assertThat(plugin).contains(MERGING);
    return plugin;
  }

  @Test
  void logsIfThePluginFilesAreMerged() throws Exception {
    assertThat(console(documented(), true)).isEmpty();
    assertThat(server.texts()).hasSize(2).contains("first");
  }

  @Test
  void logsNothingIfTheFileOfTheAppenderIsTheFirst() throws Exception {
    String console = console(documented().replace(MERGING, ""), true);
    assertThat(console).contains("Reconfiguration failed: No configuration found", LineLogger.LAST);
    assertThat(console).doesNotContain("first");
    assertThat(server.texts()).isEmpty();
  }

  @Test
  void doesNotKnowTheAppenderIfTheFileOfLog4jIsTheFirst() throws Exception {
    String console = console(documented().replace(MERGING, ""), false);
    assertThat(console)
        .contains("Appenders contains an invalid element or attribute \"FailoverSyslog\"");
    assertThat(server.texts()).isEmpty();
  }

  /** What the program prints that logs "first" and ends. */
  private String console(String plugin, boolean oursFirst) throws Exception {
    server.open();
    Path shaded = shade(plugin, oursFirst);
    Map<String, String> settings =
        Map.of("host", "127.0.0.1", "port", Integer.toString(server.port()));
    Framework log4j = Framework.LOG4J2;
    Path configuration =
        Files.writeString(
            folder.resolve("log4j2.xml"),
            log4j.configuration(log4j.xml(settings)).replace("\"OFF\"", "\"WARN\""));
    String programs = locationOf(LineLogger.class).toString();
    List<String> arguments =
        List.of(
            "-Dlog4j2.configurationFile=" + configuration.toUri(),
            "-cp",
            SeparateProgram.classPath(List.of(shaded.toString()), List.of(programs)),
            LineLogger.class.getName(),
            log4j.name());
    try (SeparateProgram program =
        new SeparateProgram(
            Path.of(System.getProperty("java.home")), arguments, folder.resolve("console"))) {
      program.say("first");
      assertThat(program.end()).isZero();
      return program.console();
    }
  }

  private static Path locationOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  private Path shade(String plugin, boolean oursFirst) throws Exception {
    List<Path> jars = new ArrayList<>();
    for (Class<?> ours : List.of(FailoverSyslogAppender.class, SyslogSender.class)) {
      jars.add(FatJar.asJar(locationOf(ours), folder.resolve(ours.getSimpleName() + ".jar")));
    }
    List<Path> log4j = List.of(locationOf(LoggerContext.class), locationOf(LogManager.class));
    jars.addAll(oursFirst ? jars.size() : 0, log4j);
    String extra =
        jars.stream()
            .map(jar -> "<extraJar>" + jar.toAbsolutePath() + "</extraJar>")
            .collect(Collectors.joining("", "<extraJars>", "</extraJars>"));
    Path project = folder.resolve("pom.xml");
    Files.writeString(
        project,
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.example</groupId><artifactId>shop</artifactId><version>1</version>
          <build><plugins>
        %s
          </plugins></build>
        </project>
        """
            .formatted(plugin.replace("<configuration>", "<configuration>" + extra)));
    String home = System.getProperty("maven.home");
    String maven = home == null ? "mvn" : Path.of(home, "bin", "mvn").toString();
    Command.run(maven, "-q", "-B", "-ntp", "-f", project.toString(), "package");
    return folder.resolve("target").resolve("shop-1.jar");
  }
}
