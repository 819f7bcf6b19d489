package io.github.failoversyslog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.config.Protocol;
import io.github.failoversyslog.faults.StoppingApplication.StopMethod;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.server.Identity;
import io.github.failoversyslog.it.server.RelpService;
import io.github.failoversyslog.it.server.ServerTls;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.Server;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Applications that log and end immediately, using each of Log4j's ways to shut down, some of which
 * have a timeout of their own. The server takes about a second to read the logged events.
 */
class Log4j2ShutdownIT {
  private static final int EVENTS = 1000;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"LOG_MANAGER, TLS", "END_OF_THE_VIRTUAL_MACHINE, TCP"})
  void deliversEveryEventToASlowServer(StopMethod end, Protocol protocol) {
    deliversEverything(end, protocol, Map.of());
  }

  @Tag("full")
  @ParameterizedTest
  @CsvSource({
    "LOG_MANAGER, TCP",
    "LOG_MANAGER, RELP",
    "CONFIGURATOR, TCP",
    "CONFIGURATOR, TLS",
    "CONFIGURATOR, RELP",
    "CONFIGURATOR_WITHIN_2_S, TCP",
    "CONFIGURATOR_WITHIN_2_S, TLS",
    "CONFIGURATOR_WITHIN_2_S, RELP",
    "END_OF_THE_VIRTUAL_MACHINE, TLS",
    "END_OF_THE_VIRTUAL_MACHINE, RELP"
  })
  void deliversEveryEventWithEachShutdownMethodAndProtocol(StopMethod end, Protocol protocol) {
    deliversEverything(end, protocol, Map.of());
  }

  @Tag("full")
  @Test
  void usesLog4jsStopTimeoutIfItIsLongerThanTheShutdownTimeout() {
    deliversEverything(
        StopMethod.CONFIGURATOR_WITHIN_20_S, Protocol.TCP, Map.of("shutdownTimeout", "200 ms"));
  }

  private void deliversEverything(StopMethod end, Protocol protocol, Map<String, String> more) {
    try (SyslogTestServer server = server(protocol);
        ChildProcess application = start(end, configuration(server, protocol, more))) {
      if (end != StopMethod.END_OF_THE_VIRTUAL_MACHINE) {
        ProcessReport processReport = ProcessReport.parse(application.answer());
        assertThat(processReport.discarded()).isZero();
        assertThat(processReport.releasedUnconfirmed()).isZero();
        assertThat(processReport.repeated()).isZero();
      }
      application.awaitEnd();
      Eventually.until("the end", () -> server.openConnections().isEmpty());
      assertThat(server.texts().stream().map(NumberedEvents::numberIn))
          .containsExactlyElementsOf(LongStream.range(0, EVENTS).boxed().toList());
    }
  }

  private SyslogTestServer server(Protocol protocol) {
    SyslogTestServer server =
        protocol == Protocol.RELP
            ? SyslogTestServer.speaking(new RelpService())
            : SyslogTestServer.keeping(FramingMode.OCTET_COUNTING);
    if (protocol == Protocol.TLS) {
      Encryption encryption = Encryption.in(folder);
      server.secure(ServerTls.oneWay(Identity.readKeyStore(encryption.keyStore())));
    }
    return server.slow().open();
  }

  private URI configuration(SyslogTestServer server, Protocol protocol, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("protocol", protocol.name().toLowerCase(Locale.ROOT));
    settings.put("sendBufferSize", "16 KB");
    if (protocol == Protocol.TLS) {
      settings.put("tlsCaFile", folder.resolve("authority.pem").toString());
    }
    return ConfigurationFile.write(
        folder, Framework.LOG4J2, List.of(new Server("127.0.0.1", server.port())), settings);
  }

  private static ChildProcess start(StopMethod end, URI configuration) {
    return ChildProcess.start(
        LaunchContext.LOCAL,
        StoppingApplication.class,
        List.of(),
        List.of(end.name(), configuration.toString(), Integer.toString(EVENTS)));
  }
}
