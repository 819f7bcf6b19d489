package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.it.server.ServerConnection;
import io.github.failoversyslog.it.server.ServerTls;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.SenderStatistics;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Applications whose connection is renewed every few tenths of a second. */
abstract class RenewalFixture extends ApplicationFixture {
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("test authority");
  private static final String INTERVAL = "300 ms";

  final Map<String, String> settings = new HashMap<>();

  RenewalFixture(Framework framework) {
    super(framework);
    settings.put("host", "127.0.0.1");
    settings.put("livenessProbeInterval", INTERVAL);
    settings.put("reconnectDelay", "50 ms");
    settings.put("maxReconnectDelay", "100 ms");
    settings.put("bufferSize", "32 MB");
  }

  /** Creates a server that is down. */
  SyslogTestServer server() {
    return server("server");
  }

  /** Makes the servers and applications of this test use TLS. */
  void speak(String protocol, SyslogTestServer... servers) {
    settings.put("protocol", protocol);
    if (protocol.equals("tls")) {
      settings.put("tlsCaFile", AUTHORITY.writeTo(folder.resolve("ca.pem")).toString());
      for (SyslogTestServer server : servers) {
        server.secure(ServerTls.oneWay(AUTHORITY.issue("127.0.0.1")));
      }
    }
  }

  /**
   * @param ports of the servers, the primary first
   */
  Application startWith(int... ports) throws IOException {
    settings.put("port", Integer.toString(ports[0]));
    IntStream.of(ports)
        .skip(1)
        .forEach(port -> settings.put("failoverServers", "127.0.0.1:" + port));
    return start(settings, "");
  }

  static List<String> texts(int events) {
    return IntStream.range(0, events).mapToObj(SteadyFlow::text).toList();
  }

  static int atLeastOnce(int events, List<String> received) {
    Set<String> missing = new HashSet<>(texts(events));
    received.forEach(missing::remove);
    return events - missing.size();
  }

  /** Nothing was discarded or released unconfirmed; repeats are allowed. */
  static void assertNothingGivenUp(Application application) {
    SenderStatistics statistics = application.statistics();
    assertThat(statistics.allDiscarded()).as("discarded").isZero();
    assertThat(statistics.releasedUnconfirmed()).as("released unconfirmed").isZero();
  }

  /** Additionally, no connection was lost. */
  static void assertNoLoss(Application application) {
    assertNothingGivenUp(application);
    SenderStatistics statistics = application.statistics();
    assertThat(statistics.connectionsLost()).as("connections lost").isZero();
    assertThat(statistics.failovers()).as("failovers").isZero();
  }

  /** Connections that delivered messages. */
  static List<ServerConnection> used(SyslogTestServer server) {
    return server.connections().stream().filter(connection -> connection.messages() > 0).toList();
  }
}
