package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Compiled;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SeparateProgram;
import io.github.failoversyslog.it.server.Arrival;
import io.github.failoversyslog.it.server.ReceivedMessage;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the instrumentation of tracing libraries puts into the context data becomes the element
 * {@code opentelemetry}. {@code mvn -Pfull} copies the libraries to {@code target/tracing}.
 */
@Tag("full")
class TracingLibrariesIT {
  private static final Path SOURCE = Path.of("src", "test", "tracing", "TracedShop.java");
  private static final Path LIBRARIES = Path.of("target", "tracing").toAbsolutePath();
  private static final String LOG4J =
      """
      <Configuration status="WARN">
        <Appenders>
          <FailoverSyslog name="SYSLOG" host="127.0.0.1" port="%d" traceContext="true"/>
        </Appenders>
        <Loggers><Root level="info"><AppenderRef ref="SYSLOG"/></Root></Loggers>
      </Configuration>
      """;
  private static final String LOGBACK =
      """
      <configuration>
        <shutdownHook/>
        <appender name="SYSLOG" class="io.github.failoversyslog.logback.FailoverSyslogAppender">
          <host>127.0.0.1</host><port>%d</port><traceContext>true</traceContext>
        </appender>
        <appender name="TRACED"
                  class="io.opentelemetry.instrumentation.logback.mdc.v1_0.OpenTelemetryAppender">
          <appender-ref ref="SYSLOG"/>
        </appender>
        <root level="info"><appender-ref ref="TRACED"/></root>
      </configuration>
      """;

  @TempDir Path folder;
  private final SyslogTestServer server = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING);

  @AfterEach
  void closeServer() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "LOG4J2, opentelemetry",
    "LOG4J2, micrometer",
    "LOGBACK, opentelemetry",
    "LOGBACK, micrometer"
  })
  void theCurrentSpanIsSentAsOpenTelemetrySpecifiesIt(Framework framework, String library)
      throws Exception {
    server.open();

    List<String> ids = run(framework, library);

    assertThat(ids).hasSize(library.equals("opentelemetry") ? 3 : 2);
    Map<String, String> expected =
        new HashMap<>(Map.of("trace_id", ids.get(0), "span_id", ids.get(1)));
    if (ids.size() > 2) {
      expected.put("trace_flags", ids.get(2));
    }
    assertThat(server.arrivals().stream().map(Arrival::message))
        .extracting(ReceivedMessage::text, ReceivedMessage::structuredData)
        .containsExactly(
            tuple("order paid", Map.of("opentelemetry", expected)), tuple("idle", Map.of()));
  }

  /** Returns what the program printed: trace id, span id and, if the library has them, flags. */
  private List<String> run(Framework framework, String library) throws Exception {
    String text = framework == Framework.LOG4J2 ? LOG4J : LOGBACK;
    Path configuration =
        Files.writeString(folder.resolve("logging.xml"), text.formatted(server.port()));
    Path console = folder.resolve("console");
    String classPath =
        String.join(
            File.pathSeparator,
            LIBRARIES.resolve("*").toString(),
            System.getProperty("java.class.path"),
            compiled().toString());
    List<String> arguments =
        List.of(
            "-cp",
            classPath,
            "-D" + framework.configurationProperty() + "=" + configuration.toUri(),
            "com.example.shop.TracedShop",
            framework.name(),
            library);
    Path java = Path.of(System.getProperty("java.home"));
    try (SeparateProgram program = new SeparateProgram(java, arguments, console)) {
      assertThat(program.end()).as("%s", program.console()).isZero();
    }
    return Files.readAllLines(console);
  }

  private Path compiled() throws IOException {
    String classPath =
        System.getProperty("java.class.path")
            + File.pathSeparator
            + String.join(File.pathSeparator, libraries());
    return Compiled.into(folder.resolve("classes"), classPath, SOURCE);
  }

  private static List<String> libraries() throws IOException {
    try (var files = Files.list(LIBRARIES)) {
      return files.map(Path::toString).toList();
    }
  }
}
