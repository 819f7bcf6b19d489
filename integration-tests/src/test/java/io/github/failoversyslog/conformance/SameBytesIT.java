package io.github.failoversyslog.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.FramingMode;
import io.github.failoversyslog.it.Application;
import io.github.failoversyslog.it.Arrival;
import io.github.failoversyslog.it.CertificateAuthority;
import io.github.failoversyslog.it.Eventually;
import io.github.failoversyslog.it.Framework;
import io.github.failoversyslog.it.LoggedEvent;
import io.github.failoversyslog.it.RelpService;
import io.github.failoversyslog.it.ServerTls;
import io.github.failoversyslog.it.SyslogTestServer;
import io.github.failoversyslog.it.UdpTestServer;
import io.github.failoversyslog.wire.Rfc5424Message;
import io.github.failoversyslog.wire.Rfc5424Parser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both appenders make the same octets of an event, and those that the documentation says. The
 * servers are our own ones, which take nothing that the framing does not allow. {@code
 * -Dconformance.seed} repeats the events of a run.
 */
class SameBytesIT {
  private static final int EVENTS = 1000;
  private static final int EVENTS_AT_ONCE = 20;

  private final long seed = Long.getLong("conformance.seed", System.nanoTime());
  @TempDir Path folder;

  @Test
  void withOctetCounting() {
    assertSameBytesAtServers(
        () -> SyslogTestServer.keeping(FramingMode.OCTET_COUNTING),
        false,
        Map.of("framing", "octetCounting"));
  }

  @Test
  void withLines() {
    assertSameBytesAtServers(
        () -> SyslogTestServer.keeping(FramingMode.NEWLINE), true, Map.of("framing", "newline"));
  }

  @Test
  void withRelp() {
    assertSameBytesAtServers(
        () -> SyslogTestServer.speaking(new RelpService()), false, Map.of("protocol", "relp"));
  }

  @Test
  void withTls() {
    CertificateAuthority authority = new CertificateAuthority("test authority");
    assertSameBytesAtServers(
        () ->
            SyslogTestServer.keeping(FramingMode.OCTET_COUNTING)
                .secure(ServerTls.oneWay(authority.issue("127.0.0.1"))),
        false,
        Map.of(
            "protocol",
            "tls",
            "tlsCaFile",
            authority.writeTo(folder.resolve("authority.pem")).toString()));
  }

  @Test
  void inDatagrams() {
    assertSameBytes(
        true,
        (framework, model, events) -> {
          try (UdpTestServer server = new UdpTestServer().open()) {
            Map<String, String> settings = Map.of("protocol", "udp");
            Application application =
                ConformanceApplication.start(folder, framework, model, server.port(), settings);
            for (int i = 0; i < events.size(); i++) {
              application.log(events.get(i));
              int logged = i + 1;
              if (logged % EVENTS_AT_ONCE == 0) {
                Eventually.until(logged + "", () -> server.arrivals().size() >= logged);
              }
            }
            application.stop();
            Eventually.until("all", () -> server.arrivals().size() >= events.size());
            return server.arrivals();
          }
        });
  }

  private void assertSameBytesAtServers(
      Supplier<SyslogTestServer> servers, boolean singleLine, Map<String, String> settings) {
    assertSameBytes(
        singleLine,
        (framework, model, events) -> {
          try (SyslogTestServer server = servers.get().open()) {
            Application application =
                ConformanceApplication.start(folder, framework, model, server.port(), settings);
            events.forEach(application::log);
            application.stop();
            Eventually.until(
                events.size() + " at " + server, () -> server.messages() >= events.size());
            assertThat(server.violations()).isEmpty();
            return server.arrivals();
          }
        });
  }

  /** Has an application log events, and says what arrived. */
  private interface Delivery {
    List<Arrival> of(Framework framework, MessageModel model, List<LoggedEvent> events);
  }

  private void assertSameBytes(boolean singleLine, Delivery delivery) {
    System.out.println("CONFORMANCE same bytes with -Dconformance.seed=" + seed);
    Random random = new Random(seed);
    MessageModel model = MessageModel.random(random, "", singleLine);
    RandomEvents randomEvents = new RandomEvents(random, 0, 9999);
    List<LoggedEvent> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      events.add(randomEvents.next());
    }
    for (Framework framework : Framework.values()) {
      List<Arrival> arrivals = delivery.of(framework, model, events);
      for (int i = 0; i < EVENTS; i++) {
        Rfc5424Message expected = model.message(events.get(i), i + 1);
        String message =
            "message %d of %s, -Dconformance.seed=%d".formatted(i + 1, framework, seed);
        assertThat(readable(arrivals.get(i).bytes()))
            .as(message)
            .isEqualTo(readable(MessageModel.bytes(expected)));
        assertThat(Rfc5424Parser.parse(arrivals.get(i).bytes())).as(message).isEqualTo(expected);
      }
      assertThat(arrivals).hasSize(EVENTS);
    }
  }

  /** UTF-8, or else Latin-1: the text tells all octets. */
  private static String readable(byte[] octets) {
    String text = new String(octets, UTF_8);
    return text.contains("\uFFFD") ? new String(octets, ISO_8859_1) : text;
  }
}
