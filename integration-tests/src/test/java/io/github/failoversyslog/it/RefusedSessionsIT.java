package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.TestSender;
import io.github.failoversyslog.it.daemon.Rsyslog;
import io.github.failoversyslog.it.daemon.SyslogDaemon;
import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.it.server.Identity;
import io.github.failoversyslog.it.server.Relay;
import io.github.failoversyslog.it.server.ServerPorts;
import io.github.failoversyslog.it.server.ServerTls;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** rsyslog with OpenSSL and client certificates, which refuses every TLS session that it gave. */
class RefusedSessionsIT {
  private static final Duration STABLE_AFTER = Duration.ofMillis(10);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("authority");

  @TempDir Path folder;
  private final Map<String, String> settings = new HashMap<>();
  private SyslogDaemon daemon;
  private Relay relay;
  private TestSender sender;

  @BeforeEach
  void begin() throws IOException {
    Identity client = AUTHORITY.issue("client.example");
    daemon =
        Rsyslog.mutualOpenssl(
            folder.resolve("server"),
            ServerPorts.choose(),
            AUTHORITY.issue("log1.example"),
            AUTHORITY.pem());
    daemon.start();
    relay = Relay.to(daemon.port());
    settings.put("protocol", "tls");
    settings.put("host", "log1.example");
    settings.put("port", Integer.toString(relay.port()));
    settings.put("tlsCaFile", write("ca.pem", AUTHORITY.pem()));
    settings.put("tlsCertFile", write("client.pem", client.certificatePem()));
    settings.put("tlsKeyFile", write("client.key", client.keyPem()));
    settings.put("stableAfter", STABLE_AFTER.toMillis() + " ms");
    settings.put("reconnectDelay", "20 ms");
  }

  private String write(String file, String text) throws IOException {
    return Files.writeString(folder.resolve(file), text).toString();
  }

  @AfterEach
  void end() {
    sender.close();
    relay.close();
    daemon.close();
  }

  private void start() {
    List<InetAddress> here = List.of(InetAddress.getLoopbackAddress());
    sender = TestSender.start(host -> CompletableFuture.completedFuture(here), settings);
  }

  private void arrives(String text) {
    sender.send(text);
    Eventually.until(
        text, () -> daemon.received().stream().anyMatch(message -> message.text().equals(text)));
  }

  /** Breaks the connection in use once its loss is no failed attempt. */
  private void breakConnection() {
    long began = System.nanoTime(); // after it was made: it has delivered a message
    Eventually.until("stable", () -> System.nanoTime() - began > STABLE_AFTER.toNanos());
    relay.reset();
  }

  @Test
  void aReconnectIsNoFailure() {
    start();
    for (int i = 0; i < 5; i++) {
      arrives("message " + i);
      long connects = sender.statistics().connects();
      breakConnection();
      Eventually.until("reconnected", () -> sender.statistics().connects() > connects);
    }
    arrives("the last");
    assertThat(sender.statistics().connectFailures()).isZero();
    assertThat(relay.accepted())
        .as("one session was refused, and no other offered")
        .isEqualTo((int) sender.statistics().connects() + 1);
    assertThat(sender.statuses()).extracting(Status::kind).doesNotContain(Status.Kind.NO_SERVER);
  }

  @Test
  void aRenewalIsNoFailure() {
    settings.put("livenessProbeInterval", "1 s");
    start();
    for (int i = 0; i < 4; i++) {
      arrives("message " + i);
      int renewals = i;
      Eventually.until("renewed", () -> sender.statistics().renewals() > renewals);
    }
    assertThat(sender.stop(LIMIT)).isTrue();
    assertThat(sender.statistics().connectFailures()).isZero();
    assertThat(sender.statistics().connectionsLost()).isZero();
    assertThat(sender.statuses()).extracting(Status::kind).doesNotContain(Status.Kind.NO_RECEIPT);
  }

  @Test
  void aFailbackIsNoFailedProbe() {
    settings.put("failback.tcpProbeInterval", "50 ms");
    settings.put("failback.successfulProbesRequired", "3");
    try (SyslogTestServer other = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING)) {
      other.secure(ServerTls.oneWay(AUTHORITY.issue("log2.example"))).open();
      settings.put("failoverServers", "log2.example:" + other.port());
      start();
      arrives("before");
      breakConnection();
      Eventually.until("failback", () -> sender.statistics().failbacks() == 1);
      arrives("after");
      assertThat(sender.statistics().probesFailed()).isZero();
      int needed = 1 + (int) sender.statistics().probesPassed();
      assertThat(relay.accepted())
          .as("one refused session, or none if there was none to offer")
          .isBetween(needed, needed + 1);
    }
  }
}
