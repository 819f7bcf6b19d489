package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.FramingMode;
import io.github.failoversyslog.SenderConfig;
import io.github.failoversyslog.Severity;
import io.github.failoversyslog.engine.Engine;
import io.github.failoversyslog.engine.Platform;
import io.github.failoversyslog.net.Resolver;
import io.github.failoversyslog.wire.MessageBuffer;
import io.github.failoversyslog.wire.MessageEncoder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What names resolve to, and when, decided by the test. */
class NamesIT {
  private final SyslogTestServer server =
      SyslogTestServer.keeping(FramingMode.OCTET_COUNTING).open();

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void everyAddressOfANameIsTriedUntilOneAnswers() throws UnknownHostException {
    InetAddress nobodyListens = InetAddress.getByAddress(new byte[] {127, 0, 0, 3});
    InetAddress live = InetAddress.getLoopbackAddress();
    Engine engine =
        start(
            host -> CompletableFuture.completedFuture(List.of(nobodyListens, live)),
            Map.of("host", "log1", "port", Integer.toString(server.port())));
    send(engine, "found");
    Eventually.holds(() -> assertThat(server.texts()).containsExactly("found"));
    assertThat(engine.statistics().connectFailures()).as("one attempt, two addresses").isZero();
    engine.stop(Duration.ofSeconds(5));
  }

  @Test
  void aLookUpThatHangsDelaysTheNextServerByTheConnectTimeoutAndTheStopNotAtAll() {
    InetAddress live = InetAddress.getLoopbackAddress();
    Engine engine =
        start(
            host ->
                host.equals("hangs")
                    ? new CompletableFuture<>()
                    : CompletableFuture.completedFuture(List.of(live)),
            Map.of(
                "host", "hangs",
                "failoverServers", "log2:" + server.port(),
                "connectTimeout", "200 ms"));
    send(engine, "failed over");
    Eventually.holds(() -> assertThat(server.texts()).containsExactly("failed over"));
    assertThat(engine.stop(Duration.ofSeconds(5))).isTrue();
  }

  private static Engine start(Resolver resolver, Map<String, String> settings) {
    Platform system = Platform.system();
    Engine engine =
        new Engine(
            "NAMES",
            SenderConfig.of(settings),
            status -> {},
            new Platform(system.clock(), system.wallClock(), system.random(), resolver));
    engine.start();
    return engine;
  }

  private static void send(Engine engine, String text) {
    MessageBuffer buffer = engine.encoding().newBuffer();
    MessageEncoder encoder = engine.encoding().newEncoder(buffer);
    encoder.begin(engine.encoding().header(), Severity.ERROR, 0, 0);
    encoder.text(text);
    encoder.finish();
    assertThat(engine.admission().offer(buffer.array(), buffer.length(), Severity.ERROR)).isTrue();
  }
}
