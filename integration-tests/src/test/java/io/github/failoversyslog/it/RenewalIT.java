package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.server.ServerConnection.EndedBy;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.SenderStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The connection in use is replaced by another one to the same server to get a receipt. */
@EachFramework(inShortBuild = Framework.LOG4J2)
class RenewalIT extends RenewalFixture {
  private static final int RENEWALS = 3;

  RenewalIT(Framework framework) {
    super(framework);
  }

  @ParameterizedTest
  @CsvSource({"tcp, OCTET_COUNTING", "tcp, NEWLINE", "tls, OCTET_COUNTING"})
  void everyEventArrivesOnceAndInOrderDuringRenewals(String protocol, FramingMode framing)
      throws Exception {
    SyslogTestServer server = server("server", framing);
    speak(protocol, server);
    settings.put("framing", framing.toString());
    server.open();
    Application application = startWith(server.port());
    SteadyFlow flow = SteadyFlow.start(application::info);
    Eventually.until("renewals", () -> application.statistics().renewals() >= RENEWALS);
    int events = flow.stop();
    application.stop();
    Eventually.until("the last end", () -> server.openConnections().isEmpty());

    assertThat(server.texts()).containsExactlyElementsOf(texts(events));
    SenderStatistics statistics = application.statistics();
    assertNoLoss(application);
    assertThat(statistics.repeated()).as("repeated").isZero();
    assertThat(statistics.sent()).as("sent").isEqualTo(events);
    assertThat(statistics.confirmed()).as("confirmed").isEqualTo(events);
    assertThat(statistics.receipts()).as("receipts").isGreaterThanOrEqualTo(RENEWALS);
    assertThat((long) used(server).size())
        .as("connections with messages")
        .isBetween(statistics.renewals(), statistics.renewals() + 1);
    assertThat(used(server))
        .allMatch(connection -> connection.ending() == EndedBy.CLOSED_BY_CLIENT)
        .allMatch(connection -> connection.incompleteBytes() == 0);
    assertThat(application.warnings()).isEmpty();
  }

  /** Only what was sent since the last receipt is kept until the next one. */
  @Test
  void confirmedEventsAreNotRepeatedWhenTheServerCrashes() throws Exception {
    SyslogTestServer server = server().open();
    SyslogTestServer next = server("next").open();
    Application application = startWith(server.port(), next.port());
    for (int i = 0; i < 100; i++) {
      application.info(SteadyFlow.text(i));
    }
    Eventually.until("a receipt", () -> application.statistics().confirmed() == 100);
    application.info(SteadyFlow.text(100));
    Eventually.until("the next event", () -> server.messages() == 101);
    server.crash();
    Eventually.until("failover", () -> application.statistics().failovers() == 1);
    application.info(SteadyFlow.text(101));
    Eventually.until("failover's event", () -> next.texts().contains(SteadyFlow.text(101)));
    application.stop();
    assertThat(server.texts()).containsExactlyElementsOf(texts(101));
    // A renewal may have confirmed that event as well.
    assertThat(next.texts())
        .isIn(List.of(SteadyFlow.text(100), SteadyFlow.text(101)), List.of(SteadyFlow.text(101)));
    assertThat(application.statistics().repeated()).isEqualTo(next.messages() - 1);
    assertNothingGivenUp(application);
  }

  /** With nothing unconfirmed, no receipt is needed. */
  @Test
  void aConnectionWithoutUnconfirmedEventsIsNotRenewed() throws Exception {
    SyslogTestServer server = server().open();
    Application application = startWith(server.port());
    application.info(SteadyFlow.text(0));
    Eventually.until("a receipt", () -> application.statistics().confirmed() == 1);
    int probes = server.probes().size();
    Eventually.until("more probes", () -> server.probes().size() >= probes + 2);
    assertThat(application.statistics().renewals()).isEqualTo(1);
    assertThat(used(server)).hasSize(1);
    application.stop();
    assertThat(server.texts()).containsExactly(SteadyFlow.text(0));
    assertNoLoss(application);
  }
}
