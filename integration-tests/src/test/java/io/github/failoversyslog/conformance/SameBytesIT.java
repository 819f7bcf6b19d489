package io.github.failoversyslog.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.config.MessageFormat;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.LoggedEvent;
import io.github.failoversyslog.it.server.Arrival;
import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.it.server.RelpService;
import io.github.failoversyslog.it.server.ServerTls;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.it.server.UdpTestServer;
import io.github.failoversyslog.wire.Rfc5424Message;
import io.github.failoversyslog.wire.Rfc5424Parser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Both appenders encode an event as the same octets, which are those specified by the
 * documentation. The receivers are strict test servers that reject anything the framing does not
 * allow. {@code -Dconformance.seed} repeats the events of a run.
 */
@ExtendWith(InAnotherTimeZone.class)
class SameBytesIT {
  private static final int BATCHES = 4; // each with different settings
  private static final int EVENTS = Math.min(250, Integer.getInteger("conformance.events", 250));
  private static final int EVENTS_AT_ONCE = 20;

  private final long seed = Long.getLong("conformance.seed", System.nanoTime());
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(MessageFormat.class)
  void bytesAreTheSameWithOctetCounting(MessageFormat format) {
    assertSameBytesAtServers(
        format,
        () -> SyslogTestServer.keeping(FramingMode.OCTET_COUNTING),
        false,
        Map.of("framing", "octetCounting"));
  }

  @Tag("full")
  @ParameterizedTest
  @EnumSource(MessageFormat.class)
  void bytesAreTheSameWithNewlineFraming(MessageFormat format) {
    assertSameBytesAtServers(
        format,
        () -> SyslogTestServer.keeping(FramingMode.NEWLINE),
        true,
        Map.of("framing", "newline"));
  }

  @Tag("full")
  @ParameterizedTest
  @EnumSource(MessageFormat.class)
  void bytesAreTheSameWithRelp(MessageFormat format) {
    assertSameBytesAtServers(
        format,
        () -> SyslogTestServer.speaking(new RelpService()),
        false,
        Map.of("protocol", "relp"));
  }

  @Tag("full")
  @ParameterizedTest
  @EnumSource(MessageFormat.class)
  void bytesAreTheSameWithTls(MessageFormat format) {
    CertificateAuthority authority = new CertificateAuthority("test authority");
    assertSameBytesAtServers(
        format,
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

  @ParameterizedTest
  @EnumSource(MessageFormat.class)
  void bytesAreTheSameInDatagrams(MessageFormat format) {
    assertSameBytes(
        format,
        true,
        true,
        (framework, model, events, messages) -> {
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
            Eventually.until("all", () -> server.arrivals().size() >= messages);
            return server.arrivals();
          }
        });
  }

  private void assertSameBytesAtServers(
      MessageFormat format,
      Supplier<SyslogTestServer> servers,
      boolean singleLine,
      Map<String, String> settings) {
    assertSameBytes(
        format,
        singleLine,
        false,
        (framework, model, events, messages) -> {
          try (SyslogTestServer server = servers.get().open()) {
            Application application =
                ConformanceApplication.start(folder, framework, model, server.port(), settings);
            events.forEach(application::log);
            application.stop();
            Eventually.until(messages + " at " + server, () -> server.messages() >= messages);
            assertThat(server.violations()).isEmpty();
            return server.arrivals();
          }
        });
  }

  /** Makes an application log events and returns what arrived. */
  private interface Sending {
    List<Arrival> of(
        Framework framework, MessageModel model, List<LoggedEvent> events, int messages);
  }

  private void assertSameBytes(
      MessageFormat format, boolean singleLine, boolean datagrams, Sending delivery) {
    System.out.println("CONFORMANCE same bytes with -Dconformance.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < BATCHES; i++) {
      assertSameBytes(random, format, singleLine, datagrams, delivery);
    }
  }

  private void assertSameBytes(
      Random random,
      MessageFormat format,
      boolean singleLine,
      boolean datagrams,
      Sending delivery) {
    TextModel text = TextModel.random(random, singleLine, datagrams);
    MessageModel model =
        switch (format) {
          case RFC5424 -> Rfc5424Model.random(random, "", text);
          case RFC3164 -> Rfc3164Model.random(random, "", text);
        };
    RandomEvents randomEvents =
        RandomEvents.ofYears(random, 0, 9999, EnumSet.allOf(Framework.class));
    List<LoggedEvent> events = Stream.generate(randomEvents::next).limit(EVENTS).toList();
    List<Rfc5424Message> expected = new ArrayList<>();
    events.forEach(event -> expected.addAll(model.messages(event, expected.size() + 1)));
    for (Framework framework : Framework.values()) {
      List<Arrival> arrivals = delivery.of(framework, model, events, expected.size());
      for (int i = 0; i < expected.size(); i++) {
        String message =
            "message %d of %s, -Dconformance.seed=%d".formatted(i + 1, framework, seed);
        byte[] arrived = arrivals.get(i).bytes();
        assertThat(readable(arrived)).as(message).isEqualTo(readable(model.bytes(expected.get(i))));
        if (format == MessageFormat.RFC5424) {
          assertThat(Rfc5424Parser.parseWithLongSdIds(arrived))
              .as(message)
              .isEqualTo(expected.get(i));
        }
      }
      assertThat(arrivals).hasSameSizeAs(expected);
    }
  }

  /** Decodes as UTF-8, or as Latin-1 if invalid: the text represents all octets. */
  private static String readable(byte[] octets) {
    String text = new String(octets, UTF_8);
    return text.contains("\uFFFD") ? new String(octets, ISO_8859_1) : text;
  }
}
