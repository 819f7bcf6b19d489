package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.joran.spi.JoranException;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;

/** The documented example of a SiftingAppender, for tenants that come and go. */
class LogbackSiftingIT extends ApplicationFixture {
  private static final Path EXAMPLE = Path.of("..", "docs", "examples", "logback-sifting.xml");
  private static final String THREAD = "failover-syslog-SYSLOG-";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration UNUSED = Duration.ofMinutes(11); // longer than its timeout
  private static final String STOP_TIMES = // longer than any wait in these tests
      "<closeTimeout>30 s</closeTimeout><shutdownTimeout>30 s<";
  private static final int APPENDERS = 20; // its maxAppenderCount

  private final LoggerContext context = new LoggerContext();
  private SyslogTestServer primary;
  private SyslogTestServer failover1;

  LogbackSiftingIT() {
    super(Framework.LOGBACK);
  }

  @BeforeEach
  void makeServers() {
    primary = server("primary");
    failover1 = server("failover1");
    context.setMDCAdapter(MDC.getMDCAdapter());
  }

  @AfterEach
  void stopContext() {
    primary.resumeReading();
    context.stop();
  }

  private void configure() throws IOException, JoranException {
    String xml =
        Files.readString(EXAMPLE)
            .replace("primary-server.com", "127.0.0.1")
            .replace(">601<", ">" + primary.port() + "<")
            .replace("failover-server1", "127.0.0.1:" + failover1.port())
            .replace("failover-server2:1601", "127.0.0.1:" + server("failover2").port())
            .replace("<shutdownTimeout>1 s<", STOP_TIMES);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Files.writeString(folder.resolve("logback.xml"), xml).toUri().toURL());
    context.start();
  }

  private void log(String tenant, String text, Duration sinceStart) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerName("shop");
    event.setLevel(Level.INFO);
    event.setInstant(START.plus(sinceStart));
    event.setThreadName("main");
    event.setMDCPropertyMap(Map.of("tenant", tenant));
    event.setMessage(text);
    context.getLogger(Logger.ROOT_LOGGER_NAME).callAppenders(event);
  }

  private static List<String> senders() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(THREAD))
        .map(name -> name.substring(THREAD.length()))
        .sorted()
        .toList();
  }

  /**
   * Stops the appender of tenant a, whose server does not read, by logging for tenant b after the
   * idle timeout.
   */
  private void stopAppenderOfStalledServer() throws Exception {
    primary.open();
    failover1.open();
    configure();
    log("a", "read", Duration.ZERO);
    Eventually.holds(() -> assertThat(primary.texts()).containsExactly("read"));
    primary.stopReading();
    primary.refuse();
    log("a", "unread", Duration.ZERO);
    log("b", "of b", UNUSED);
    Eventually.holds(() -> assertThat(failover1.texts()).containsExactly("of b"));
  }

  @Test
  void aThreadThatLogsDoesNotWaitForAnAppenderThatIsStopped() throws Exception {
    long start = System.nanoTime();
    stopAppenderOfStalledServer();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(senders()).containsExactly("a", "b");
    primary.resumeReading();
    Eventually.holds(() -> assertThat(senders()).containsExactly("b"));
    assertThat(primary.texts()).containsExactly("read", "unread");
  }

  static Stream<Arguments> endings() {
    return Stream.of(
        Arguments.of("stop", (Consumer<LoggerContext>) LoggerContext::stop),
        Arguments.of("reset", (Consumer<LoggerContext>) LoggerContext::reset));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endings")
  void stoppingTheContextWaitsForTheStoppedAppender(String name, Consumer<LoggerContext> ending)
      throws Exception {
    stopAppenderOfStalledServer();
    Thread stopping = new Thread(() -> ending.accept(context));
    stopping.start();
    Eventually.holds(() -> assertThat(senders()).containsExactly("a"));
    Eventually.until("it waits", () -> stopping.getState() == Thread.State.TIMED_WAITING);
    primary.resumeReading();
    stopping.join();
    assertThat(senders()).isEmpty();
    assertThat(primary.texts()).containsExactly("read", "unread");
    assertThat(failover1.texts()).containsExactly("of b");
  }

  @Test
  void stoppingTheContextStopsAllAppendersConcurrently() throws Exception {
    configure();
    IntStream.range(0, APPENDERS).forEach(i -> log("t" + i, "lost", Duration.ZERO));
    assertThat(senders()).hasSize(APPENDERS);
    long start = System.nanoTime();
    context.stop(); // half a second for each, as no server is running
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(Duration.ofMillis(500L * APPENDERS / 2));
    assertThat(senders()).isEmpty();
  }

  @Test
  void everyEventOfManyTenantsArrives() throws Exception {
    primary.open();
    configure();
    List<String> tenants = IntStream.range(0, 2 * APPENDERS).mapToObj(i -> "t" + i).toList();
    for (int i = 0; i < tenants.size(); i++) {
      log(tenants.get(i), "of " + tenants.get(i), Duration.ofSeconds(2L * i));
    }
    context.stop();
    assertThat(primary.arrivals())
        .extracting(arrival -> arrival.message().appName() + " " + arrival.text())
        .containsExactlyInAnyOrderElementsOf(tenants.stream().map(t -> t + " of " + t).toList());
    assertThat(senders()).isEmpty();
  }
}
