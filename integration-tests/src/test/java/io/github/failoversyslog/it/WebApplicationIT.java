package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Compiled;
import io.github.failoversyslog.it.application.FatJar;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SeparateProgram;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A web application with the appender among its libraries is deployed and undeployed 5 times in
 * Tomcat: every event arrives, and nothing is left. {@code mvn -Pfull} copies the libraries.
 */
@Tag("full")
class WebApplicationIT {
  private static final Path SOURCES = Path.of("src", "test", "web");
  private static final Path VERSIONS = Path.of("target", "versions");
  private static final Path LISTENER = Path.of("..", "docs", "examples", "web", "LogShutdown.java");
  private static final String NOTHING_LEFT = "class loaders left: 0\nthreads left: []\n";

  @TempDir Path folder;
  private final SyslogTestServer server = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING);

  @AfterEach
  void closeServer() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"boot3", "boot4"})
  void leavesNothingWithTheInitializerOfLogback(String tomcat) throws Exception {
    for (String version : List.of("logback-1.4.14", "logback-1.5.38", "logback-1.6.7")) {
      List<Path> libraries = paths(SeparateProgram.jarsIn(VERSIONS.resolve(version)));
      assertThat(left(tomcat, Framework.LOGBACK, libraries)).as(version).contains(NOTHING_LEFT);
    }
    assertThat(server.texts()).hasSize(3 * 500).allMatch(text -> text.startsWith("deployed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"boot3", "boot4"})
  void leavesNothingWithAListenerThatStopsLog4j(String tomcat) throws Exception {
    for (String version : List.of("log4j-2.20.0", "log4j-2.26.1")) {
      List<Path> libraries = paths(SeparateProgram.jarsIn(VERSIONS.resolve(version)));
      assertThat(left(tomcat, Framework.LOG4J2, libraries, LISTENER))
          .as(version)
          .contains(NOTHING_LEFT);
    }
    assertThat(server.texts()).hasSize(2 * 500).allMatch(text -> text.startsWith("deployed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"boot3", "boot4"})
  void leavesNothingWithLog4jsOwnSupportOfWebApplications(String tomcat) throws Exception {
    List<Path> libraries = paths(SeparateProgram.jarsIn(VERSIONS.resolve("log4j-2.25.5")));
    libraries.addAll(paths(SeparateProgram.jarsIn(Path.of("target", "web"))));
    assertThat(left(tomcat, Framework.LOG4J2, libraries)).contains(NOTHING_LEFT);
    assertThat(server.texts()).hasSize(500);
  }

  @Test
  void leavesThreadsAndWithThemClassesIfNothingStopsLog4j() throws Exception {
    List<Path> libraries = paths(SeparateProgram.jarsIn(VERSIONS.resolve("log4j-2.26.1")));
    assertThat(left("boot4", Framework.LOG4J2, libraries))
        .containsPattern("class loaders left: [1-5]\nthreads left: \\[failover-syslog-SYSLOG");
  }

  private static List<Path> paths(List<String> names) {
    return new ArrayList<>(names.stream().map(Path::of).toList());
  }

  /** What the program prints in the end. */
  private String left(String tomcat, Framework framework, List<Path> libraries, Path... more)
      throws Exception {
    server.open();
    String containers =
        SeparateProgram.classPath(SeparateProgram.jarsIn(Path.of("target", tomcat)), List.of());
    Path run = Files.createTempDirectory(folder, "run");
    Path application = application(run.resolve("shop"), containers, framework, libraries, more);
    List<String> ofTomcat = // without Boot's libraries of logging
        SeparateProgram.jarsIn(Path.of("target", tomcat)).stream()
            .filter(jar -> jar.contains("tomcat-embed-core") || jar.contains("annotation-api"))
            .toList();
    Path program =
        Compiled.into(run.resolve("server"), containers, SOURCES.resolve("Redeployments.java"));
    List<String> arguments =
        List.of(
            "-cp",
            SeparateProgram.classPath(List.of(program.toString()), ofTomcat),
            "com.example.server.Redeployments",
            run.resolve("tomcat").toString(),
            application.toString());
    try (SeparateProgram redeployments =
        new SeparateProgram(
            Path.of(System.getProperty("java.home")), arguments, run.resolve("console"))) {
      assertThat(redeployments.end()).as(redeployments.console()).isZero();
      return redeployments.console();
    }
  }

  private Path application(
      Path directory, String containers, Framework framework, List<Path> libraries, Path... more)
      throws IOException {
    boolean log4j = framework == Framework.LOG4J2;
    List<Path> all = new ArrayList<>(libraries);
    Class<?> appender =
        log4j
            ? io.github.failoversyslog.log4j2.FailoverSyslogAppender.class
            : io.github.failoversyslog.logback.FailoverSyslogAppender.class;
    all.addAll(paths(SeparateProgram.locations(appender)));
    Path folderOfLibraries = Files.createDirectories(directory.resolve("WEB-INF").resolve("lib"));
    List<String> copies = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Path copy = folderOfLibraries.resolve(i + ".jar");
      Path jar = FatJar.asJar(all.get(i), copy);
      if (!jar.equals(copy)) {
        Files.copy(jar, copy);
      }
      copies.add(copy.toString());
    }
    List<Path> sources = new ArrayList<>(List.of(more));
    sources.add(SOURCES.resolve(log4j ? "Log4jShop.java" : "LogbackShop.java"));
    Path classes =
        Compiled.into(
            directory.resolve("WEB-INF").resolve("classes"),
            SeparateProgram.classPath(copies, List.of(containers)),
            sources.toArray(Path[]::new));
    Map<String, String> settings =
        Map.of("host", "127.0.0.1", "port", Integer.toString(server.port()));
    String xml = framework.configuration(framework.xml(settings));
    Files.writeString(classes.resolve(log4j ? "log4j2.xml" : "logback.xml"), xml);
    return directory;
  }
}
