package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.Opened;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.daemon.SyslogDaemon;
import io.github.failoversyslog.it.daemon.SyslogNg;
import io.github.failoversyslog.it.server.ReceivedMessage;
import io.github.failoversyslog.it.server.Relay;
import io.github.failoversyslog.it.server.ServerPorts;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.it.server.SyslogTestServer.OnConnect;
import io.github.failoversyslog.status.SenderStatistics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults between the first packet of a renewal's new connection and the end of the old one. */
@EachFramework(inShortBuild = Framework.LOGBACK)
class FailedRenewalIT extends RenewalFixture {
  private static final int SLOW_BYTES_PER_SECOND = 10_000;
  private static final int SLOWLY_READ_EVENTS = 400;
  private static final int CHECKS = 4;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @AutoClose private final Opened open = new Opened();

  FailedRenewalIT(Framework framework) {
    super(framework);
  }

  @ParameterizedTest
  @CsvSource({"tcp, RESET", "tls, CLOSE"})
  void staysWithAServerThatEndsEveryNewConnection(String protocol, OnConnect welcome)
      throws Exception {
    stays(protocol, welcome);
  }

  @ParameterizedTest
  @Tag("full")
  @CsvSource({"tcp, CLOSE", "tls, RESET"})
  void staysWithAServerThatEndsThemInAnotherWay(String protocol, OnConnect welcome)
      throws Exception {
    stays(protocol, welcome);
  }

  private void stays(String protocol, OnConnect welcome) throws Exception {
    SyslogTestServer server = server();
    SyslogTestServer next = server("next").open();
    speak(protocol, server, next);
    settings.put("livenessProbeInterval", "100 ms");
    server.open();
    Application application = startWith(server.port(), next.port());
    Eventually.until("connected", () -> !server.connections().isEmpty());
    server.onConnect(welcome);
    SteadyFlow flow = SteadyFlow.start(application::info);
    int connections = server.connections().size();
    Eventually.until("tries", () -> server.connections().size() >= connections + CHECKS);
    assertThat(server.openConnections()).containsExactly(server.connections().get(0));
    assertThat(used(server)).containsExactly(server.connections().get(0));
    assertThat(application.statistics().renewals()).isZero();
    List<String> warnings = application.warnings();
    server.onConnect(OnConnect.READ);
    Eventually.until("a renewal", () -> application.statistics().renewals() >= 1);
    int events = flow.stop();
    application.stop();

    assertThat(server.texts()).containsExactlyElementsOf(texts(events));
    assertThat(next.connections()).isEmpty();
    assertNoLoss(application);
    assertThat(application.statistics().repeated()).isZero();
    assertThat(warnings).as("one line about it").hasSize(1);
  }

  @Test
  void staysWithASyslogNgThatAcceptsNoMoreConnections() throws Exception {
    SyslogDaemon server =
        open.add(SyslogNg.forOneConnection(folder.resolve("server"), ServerPorts.choose()).start());
    // else its only connection may still be the one that found it listening
    Eventually.until("free", () -> server.log().contains("Syslog connection closed"));
    SyslogTestServer next = server("next").open();
    settings.put("livenessProbeInterval", "100 ms");
    Application application = startWith(server.port(), next.port());
    SteadyFlow flow = SteadyFlow.start(application::info);
    Eventually.until("refused", () -> refusals(server) >= CHECKS);
    int events = flow.stop();
    application.stop();
    assertThat(server.awaitReceived(events, LIMIT))
        .extracting(ReceivedMessage::text)
        .containsExactlyElementsOf(texts(events));
    assertThat(next.connections()).isEmpty();
    assertThat(application.statistics().renewals()).isZero();
    assertThat(application.statistics().repeated()).isZero();
    assertThat(application.warnings()).as("one line about it").hasSize(1);
    assertNoLoss(application);
  }

  private static int refusals(SyslogDaemon server) {
    return server.log().split("rejecting connection", -1).length - 1;
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "tls"})
  void renewalsEndAfterAServerKeptItsSideOpenTwice(String protocol) throws Exception {
    SyslogTestServer server = server();
    SyslogTestServer next = server("next").open();
    speak(protocol, server, next);
    server.holdEnds().open();
    givesUpRenewals(server, next, server.port());
  }

  @Test
  @Tag("full")
  void renewalsEndAfterAProxyKeptItsSideOpenTwice() throws Exception {
    SyslogTestServer server = server().open();
    SyslogTestServer next = server("next").open();
    Relay proxy = open.add(Relay.keepingEndsFrom(server.port()));
    givesUpRenewals(server, next, proxy.port());
  }

  /**
   * @param port at which the server is reached
   */
  private void givesUpRenewals(SyslogTestServer server, SyslogTestServer next, int port)
      throws IOException, InterruptedException {
    settings.put("closeTimeout", "500 ms");
    Application application = startWith(port, next.port());
    SteadyFlow flow = SteadyFlow.start(application::info);
    Eventually.until("two renewals", () -> application.statistics().renewals() == 2);
    Eventually.until("the third connection", () -> used(server).size() == 3);
    List<String> warnings = new ArrayList<>(application.warnings());
    int connections = server.connections().size();
    Eventually.until("TCP probes", () -> server.connections().size() >= connections + CHECKS);
    int sent = flow.logged();
    Eventually.until("more events", () -> server.messages() > sent);
    int events = flow.stop();
    Eventually.until("all there", () -> atLeastOnce(events, server.texts()) == events);

    SenderStatistics statistics = application.statistics();
    assertThat(statistics.renewals()).isEqualTo(2);
    assertThat(used(server)).hasSize(3);
    assertThat(next.connections()).isEmpty();
    assertThat(statistics.repeated())
        .as("repeated")
        .isEqualTo(server.messages() - events)
        .isPositive();
    assertNoLoss(application);
    warnings.addAll(application.warnings());
    assertThat(warnings.stream().distinct().toList()).as("one line about it").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void losesNothingWhenTheServerIsKilledWhileTheOldConnectionDrains(boolean reads)
      throws Exception {
    SyslogTestServer server = server().open();
    SyslogTestServer next = server("next").open();
    Application application = startWith(server.port(), next.port());
    SteadyFlow flow = SteadyFlow.start(application::info);
    Eventually.until("a renewal's connection", () -> server.connections().size() == 2);
    if (!reads) {
      server.stopReading();
    }
    server.crash();
    losesNothing(application, flow, server, next);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void losesNothingWhenTheServerIsKilledBetweenHalfCloseAndEnd(boolean reads) throws Exception {
    SyslogTestServer server = server().holdEnds().open();
    SyslogTestServer next = server("next").open();
    Application application = startWith(server.port(), next.port());
    SteadyFlow flow = SteadyFlow.start(application::info);
    if (!reads) {
      Eventually.until("a renewal's connection", () -> server.connections().size() == 2);
      server.stopReading();
    }
    Eventually.until("half-closed", () -> application.statistics().renewals() == 1);
    if (reads) {
      Eventually.until("read to the end", () -> server.connections().get(0).isEndHeld());
    }
    server.crash();
    losesNothing(application, flow, server, next);
  }

  private static void losesNothing(
      Application application, SteadyFlow flow, SyslogTestServer server, SyslogTestServer next)
      throws InterruptedException {
    Eventually.until("events elsewhere", () -> next.messages() > 100);
    int events = flow.stop();
    application.stop();
    List<String> received = new ArrayList<>(server.texts());
    received.addAll(next.texts());
    assertThat(atLeastOnce(events, received)).isEqualTo(events);
    assertThat((long) received.size() - events)
        .as("repeats")
        .isLessThanOrEqualTo(application.statistics().repeated());
    assertThat(next.texts()).as("order").isSortedAccordingTo(FailedRenewalIT::byNumber);
    assertThat(application.statistics().failovers()).isEqualTo(1);
    assertNothingGivenUp(application);
  }

  private static int byNumber(String one, String other) {
    return Integer.compare(numberIn(one), numberIn(other));
  }

  private static int numberIn(String text) {
    return Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1));
  }

  @Test
  @Tag("full")
  void losesNothingWhenTheServerIsPausedWhileTheOldConnectionDrains() throws Exception {
    SyslogTestServer server = server().open();
    SyslogTestServer next = server("next").open();
    Application application = startWith(server.port(), next.port());
    SteadyFlow flow = SteadyFlow.start(application::info);
    Eventually.until("a renewal's connection", () -> server.connections().size() == 2);
    server.stopReading();
    Eventually.until("half-closed", () -> application.statistics().renewals() == 1);
    long sent = application.statistics().sent();
    Eventually.until("sent on", () -> application.statistics().sent() > sent);
    server.resumeReading();
    int logged = flow.logged();
    Eventually.until("more events", () -> server.texts().contains(SteadyFlow.text(logged)));
    int events = flow.stop();
    application.stop();
    Eventually.until("all there", () -> atLeastOnce(events, server.texts()) == events);
    assertThat(server.messages() - events).isLessThanOrEqualTo(application.statistics().repeated());
    assertThat(next.connections()).isEmpty();
    assertNoLoss(application);
  }

  @Test
  @Tag("full")
  void losesNothingWhenTheServerReadsSlowly() throws Exception {
    SyslogTestServer server = server("server", FramingMode.OCTET_COUNTING);
    server.slow(SLOW_BYTES_PER_SECOND).open();
    SyslogTestServer next = server("next").open();
    Application application = startWith(server.port(), next.port());
    for (int i = 0; i < SLOWLY_READ_EVENTS; i++) {
      application.info(SteadyFlow.text(i));
    }
    Eventually.until(
        "all there", () -> atLeastOnce(SLOWLY_READ_EVENTS, server.texts()) == SLOWLY_READ_EVENTS);
    application.stop();
    assertThat(application.statistics().renewals()).isPositive();
    assertThat(server.messages() - SLOWLY_READ_EVENTS)
        .isLessThanOrEqualTo(application.statistics().repeated());
    assertThat(next.connections()).isEmpty();
    assertNoLoss(application);
  }
}
