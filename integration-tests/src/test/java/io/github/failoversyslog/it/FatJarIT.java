package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.docs.Markdown;
import io.github.failoversyslog.it.application.Compiled;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.FatJar;
import io.github.failoversyslog.it.application.SeparateProgram;
import io.github.failoversyslog.it.server.Arrival;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A Spring Boot application in one executable JAR, with the configurations of the documentation,
 * delivers everything until after its beans are destroyed. {@code mvn -Pfull} copies the libraries
 * into {@code target}.
 */
@Tag("full")
class FatJarIT {
  private static final Path EXAMPLES = Path.of("..", "docs", "examples", "boot");
  private static final Path SOURCE = Path.of("src", "test", "boot", "OrdersApplication.java");
  private static final String STRUCTURED =
      "<encoder class=\"org.springframework.boot.logging.logback.StructuredLogEncoder\">"
          + "<format>ecs</format></encoder>";

  @TempDir Path folder;
  private final SyslogTestServer primary = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING);
  private final SyslogTestServer failover = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING);

  @BeforeEach
  void openServer() {
    failover.open(); // the primary is down
  }

  @AfterEach
  void closeServers() {
    primary.close();
    failover.close();
  }

  @ParameterizedTest
  @CsvSource({
    "boot3, logback-spring.xml",
    "boot4, logback-spring.xml",
    "boot3-log4j2, log4j2-spring.xml",
    "boot4-log4j2, log4j2-spring.xml"
  })
  void deliversEverythingOfItsShutdown(String libraries, String configuration) throws Exception {
    run(libraries, configuration, Files.readString(EXAMPLES.resolve(configuration)));
    assertThat(failover.texts())
        .filteredOn(text -> text.startsWith("order") || text.startsWith("closing"))
        .containsExactlyElementsOf(expected());
    assertThat(failover.arrivals())
        .extracting(arrival -> arrival.message().appName())
        .containsOnly("orders");
  }

  @ParameterizedTest
  @ValueSource(strings = {"boot3", "boot4"})
  void sendsWhatTheStructuredEncoderOfBootWrites(String libraries) throws Exception {
    assertThat(Markdown.of("docs/getting-started.md").text()).contains(STRUCTURED);
    String example = Files.readString(EXAMPLES.resolve("logback-spring.xml"));
    run(
        libraries,
        "logback-spring.xml",
        example.replace("<failback/>", "<failback/>" + STRUCTURED));
    assertThat(failover.texts())
        .anySatisfy(
            text -> assertThat(text).startsWith("{").contains("\"message\":\"closing 499\""))
        .allSatisfy(text -> assertThat(text).startsWith("{").endsWith("}"));
  }

  private static List<String> expected() {
    return Stream.concat(
            IntStream.range(0, 100).mapToObj(i -> "order " + i),
            IntStream.range(0, 500).mapToObj(i -> "closing " + i))
        .toList();
  }

  private void run(String libraries, String name, String configuration) throws Exception {
    Path jar = jar(libraries, name, configuration);
    List<String> arguments =
        List.of(
            "-jar",
            jar.toString(),
            "--spring.main.web-application-type=none",
            "--spring.application.name=orders",
            "--syslog.host=127.0.0.1",
            "--syslog.port=" + primary.port(),
            "--syslog.failover-servers=127.0.0.1:" + failover.port());
    Path home = Path.of(System.getProperty("java.home"));
    try (SeparateProgram program =
        new SeparateProgram(home, arguments, folder.resolve("console"))) {
      Eventually.holds(
          () ->
              assertThat(failover.arrivals())
                  .as(program.console())
                  .extracting(Arrival::raw)
                  .anyMatch(raw -> raw.contains("order 99")));
      program.terminate();
      assertThat(program.console()).contains("closing 499");
    }
  }

  private Path jar(String libraries, String name, String configuration) throws IOException {
    boolean log4j = libraries.endsWith("log4j2");
    Class<?> appender =
        log4j
            ? io.github.failoversyslog.log4j2.FailoverSyslogAppender.class
            : io.github.failoversyslog.logback.FailoverSyslogAppender.class;
    List<String> jars = new ArrayList<>(SeparateProgram.jarsIn(Path.of("target", libraries)));
    String classPath = SeparateProgram.classPath(jars, List.of());
    Path classes = Compiled.into(folder.resolve("classes"), classPath, SOURCE);
    Files.writeString(classes.resolve(name), configuration);
    jars.addAll(SeparateProgram.locations(appender));
    List<Path> paths = jars.stream().map(Path::of).toList();
    return FatJar.write(
        folder.resolve("orders.jar"), "com.example.orders.OrdersApplication", classes, paths);
  }
}
