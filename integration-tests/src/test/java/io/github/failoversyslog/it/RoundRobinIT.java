package io.github.failoversyslog.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without failback the servers are used round-robin, and a working one is never left. */
@EachFramework(inShortBuild = Framework.LOG4J2)
class RoundRobinIT extends ApplicationFixture {
  private SyslogTestServer primary;
  private SyslogTestServer failover1;
  private SyslogTestServer failover2;

  RoundRobinIT(Framework framework) {
    super(framework);
    set(SHORT_WAITS);
  }

  @BeforeEach
  void makeServers() {
    primary = server("primary");
    failover1 = server("failover1");
    failover2 = server("failover2");
  }

  @Test
  void usesTheListedServersRoundRobinAsTheyCrash() {
    primary.open();
    failover1.open();
    failover2.open();
    Application application = start();
    logAndAwait(application, "to the primary", primary);
    primary.crash();
    logAndAwait(application, "to the first failover server", failover1);
    failover1.crash();
    logAndAwait(application, "to the second failover server", failover2);
    primary.open();
    failover2.crash();
    logAndAwait(application, "to the primary again", primary);
    assertThat(application.statistics().failovers()).isEqualTo(3);
    assertThat(application.statuses())
        .anyMatch(status -> status.contains("sending to 127.0.0.1:" + failover1.port()))
        .anyMatch(status -> status.contains("sending to 127.0.0.1:" + failover2.port()));
  }

  @Test
  void skipsServersThatAreDown() {
    failover2.open();
    Application application = start();
    logAndAwait(application, "to the only one that is up", failover2);
    assertThat(application.statistics().connectFailures()).isEqualTo(2);
  }

  @Test
  void staysWithAHealthyServerWhenThePrimaryReturns() {
    failover1.open();
    Application application = start();
    logAndAwait(application, "before", failover1);
    primary.open();
    failover2.open();
    for (int i = 0; i < 200; i++) {
      logAndAwait(application, "message " + i, failover1);
    }
    assertThat(primary.connections()).isEmpty();
    assertThat(failover2.connections()).isEmpty();
    assertThat(failover1.connections()).hasSize(1);
    assertThat(application.statistics().connectionsLost()).isZero();
  }

  @Test
  void deliversAllEventsLoggedWhileEveryServerWasDownInOrder() {
    int events = 10_000;
    Application application = start();
    for (int i = 0; i < events; i++) {
      application.info("event " + i);
    }
    Eventually.until("a failed round", () -> application.statistics().connectFailures() >= 3);
    failover1.open();
    Eventually.until("all " + failover1, () -> failover1.messages() >= events);
    application.stop();
    assertThat(failover1.texts())
        .containsExactlyElementsOf(IntStream.range(0, events).mapToObj(i -> "event " + i).toList());
  }

  @Test
  void aHostWithTheListedSpreadOrderFailsOverToTheFirstListedServer() {
    usesTheServersInSpreadOrder(failover1, failover2);
  }

  @Test
  void aHostWithADifferentSpreadOrderFailsOverToTheSecondListedServer() {
    usesTheServersInSpreadOrder(failover2, failover1);
  }

  private void usesTheServersInSpreadOrder(SyslogTestServer first, SyslogTestServer second) {
    primary.open();
    failover1.open();
    failover2.open();
    set("failoverOrder", "spread");
    set("hostName", hostThatPrefers(first, second));
    Application application = start();
    logAndAwait(application, "to the primary", primary);
    primary.crash();
    logAndAwait(application, "to the first of its order", first);
    assertThat(second.connections()).isEmpty();
    first.crash();
    logAndAwait(application, "to the second of its order", second);
    primary.open();
    second.crash();
    logAndAwait(application, "to the primary again", primary);
    assertThat(application.statistics().failovers()).isEqualTo(3);
    assertThat(application.statistics().connectFailures()).isZero();
  }

  /** Ports vary between runs, and with them the order that results from a host name. */
  private static String hostThatPrefers(SyslogTestServer first, SyslogTestServer second) {
    return IntStream.iterate(1, number -> number + 1)
        .mapToObj(number -> "web" + number)
        .filter(host -> hash(host, first).compareTo(hash(host, second)) > 0)
        .findFirst()
        .orElseThrow();
  }

  /** The algorithm documented in docs/fleet.md. */
  private static BigInteger hash(String host, SyslogTestServer server) {
    String text = host + "\n127.0.0.1:" + server.port();
    try {
      return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void logAndAwait(Application application, String text, SyslogTestServer server) {
    application.info(text);
    Eventually.until(
        "\"" + text + "\" at " + server,
        () -> server.arrivals().stream().anyMatch(arrival -> arrival.text().equals(text)));
  }
}
