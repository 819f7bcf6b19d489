package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.joran.SerializedModelConfigurator;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.status.Status;
import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Command;
import io.github.failoversyslog.it.application.DocumentedExample;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.server.Arrival;
import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.it.server.Identity;
import io.github.failoversyslog.it.server.ServerTls;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/**
 * Every form of configuration that the frameworks have: the examples send over TLS, with their
 * structured data, fail over, and fail back.
 */
@Tag("full")
class ConfigurationFormsIT {
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("test authority");
  private static final Path EXAMPLES = Path.of("..", "docs", "examples", "configuration");
  private static final Map<String, Map<String, String>> DATA =
      Map.of("app@32473", Map.of("version", "7.2"));

  @TempDir Path folder;
  private final SyslogTestServer primary = server();
  private final SyslogTestServer failover = server();

  private static SyslogTestServer server() {
    return SyslogTestServer.keeping(FramingMode.OCTET_COUNTING)
        .secure(ServerTls.oneWay(AUTHORITY.issue("127.0.0.1")));
  }

  @BeforeEach
  void open() {
    Identity.writeTrustStore(folder.resolve("trust.p12"), AUTHORITY.certificate());
    primary.open();
    failover.open();
  }

  @AfterEach
  void close() {
    primary.close();
    failover.close();
  }

  private Path example(String name) throws IOException {
    return example(name, "100 ms");
  }

  /** An example with the addresses of this test's servers, and files in its folder. */
  private Path example(String name, String tcpProbeInterval) throws IOException {
    String text =
        Files.readString(EXAMPLES.resolve(name))
            .replace("failover-server1, failover-server2", "127.0.0.1:" + failover.port())
            .replace("6514", Integer.toString(primary.port()))
            .replace("60 s", tcpProbeInterval);
    return Files.writeString(
        folder.resolve(name), DocumentedExample.forServer(text, primary.port(), folder));
  }

  private static void arrives(String text, SyslogTestServer server) {
    Eventually.holds(
        () ->
            assertThat(server.arrivals().stream().map(Arrival::message))
                .anySatisfy(
                    message -> {
                      assertThat(message.text()).isEqualTo(text);
                      assertThat(message.appName()).isEqualTo("shop");
                      assertThat(message.structuredData()).isEqualTo(DATA);
                    }));
  }

  private void failsOverAndBack(Consumer<String> log) {
    log.accept("at first");
    arrives("at first", primary);
    primary.crash();
    log.accept("while the primary is down");
    arrives("while the primary is down", failover);
    primary.open();
    Eventually.until("the failback", () -> !primary.ownArrivals().isEmpty());
    log.accept("in the end");
    arrives("in the end", primary);
  }

  @ParameterizedTest
  @ValueSource(strings = {"log4j2.properties", "log4j2.yaml", "log4j2.json"})
  void aFileOfLog4j(String name) throws IOException {
    LoggerContext context = new LoggerContext("forms", null, example(name).toUri());
    context.start();
    try {
      failsOverAndBack(context.getLogger("shop")::info);
    } finally {
      context.stop();
    }
  }

  @Test
  void aFileOfLogbackAndTheModelThatIsMadeOfIt() throws Exception {
    ch.qos.logback.classic.LoggerContext fromXml = logback();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(fromXml);
    configurator.doConfigure(example("logback.xml").toUri().toURL());
    fromXml.getLogger("shop").info("of the file");
    arrives("of the file", primary);
    fromXml.stop();

    ch.qos.logback.classic.LoggerContext fromModel = logback();
    assertThat(configureByModel(fromModel))
        .isEqualTo(Configurator.ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
    assertThat(fromModel.getStatusManager().getCopyOfStatusList())
        .filteredOn(status -> status.getLevel() == Status.ERROR)
        .isEmpty();
    failsOverAndBack(fromModel.getLogger("shop")::info);
    fromModel.stop();
  }

  private static ch.qos.logback.classic.LoggerContext logback() {
    var context = new ch.qos.logback.classic.LoggerContext();
    context.setMDCAdapter(MDC.getMDCAdapter());
    return context;
  }

  private Configurator.ExecutionStatus configureByModel(
      ch.qos.logback.classic.LoggerContext context) {
    String property = ClassicConstants.MODEL_CONFIG_FILE_PROPERTY;
    System.setProperty(property, folder.resolve("logback.scmo").toUri().toString());
    try {
      SerializedModelConfigurator configurator = new SerializedModelConfigurator();
      configurator.setContext(context);
      return configurator.configure(context);
    } finally {
      System.clearProperty(property);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ConfigureLog4j.java", "ConfigureLogback.java"})
  void aProgram(String name) throws Exception {
    ProcessBuilder program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                example(name, "60 s").toString())
            .redirectErrorStream(true);
    program.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    assertThat(Command.run(program)).isEmpty();
    arrives("order 12 was paid", primary);
  }
}
