package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.server.RelpResponder;
import io.github.failoversyslog.it.server.RelpService;
import io.github.failoversyslog.it.server.ServerConnection;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.SenderStatistics;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With RELP a message is removed from the buffer only when the server has answered it. */
@EachFramework(inShortBuild = Framework.LOGBACK)
class RelpIT extends ApplicationFixture {
  private static final int WINDOW = 16;

  private final RelpService relp = new RelpService();
  private final RelpService failoverRelp = new RelpService();
  private SyslogTestServer primary;
  private SyslogTestServer failover1;

  RelpIT(Framework framework) {
    super(framework);
    set(SHORT_WAITS);
  }

  @BeforeEach
  void makeServers() {
    set("protocol", "relp");
    set("relpWindow", Integer.toString(WINDOW));
    primary = server("primary", relp);
    failover1 = server("failover1", failoverRelp);
    server("failover2", new RelpService());
  }

  private static List<String> texts(int from, int to) {
    return IntStream.range(from, to).mapToObj(SteadyFlow::text).toList();
  }

  private static void log(Application application, int from, int to) {
    texts(from, to).forEach(application::info);
  }

  @Test
  void closesTheSessionWhenEveryMessageWasAnswered() {
    primary.open();
    Application application = start();
    log(application, 0, 1000);
    application.stop();
    assertThat(primary.texts()).containsExactlyElementsOf(texts(0, 1000));
    assertThat(relp.closes()).isEqualTo(1);
    assertThat(application.statistics().repeated()).isZero();
    assertThat(application.statistics().releasedUnconfirmed()).isZero();
    assertThat(application.statistics().allDiscarded()).isZero();
    assertThat(application.statistics().bytesUnconfirmed()).isZero();
  }

  @Test
  void reportsTheExactCountsOfUnconfirmedAndUnsentEventsAtTheStop() {
    set("shutdownTimeout", "300 ms");
    relp.answer(RelpResponder.afterMessages(40, RelpResponder.never()));
    primary.open();
    Application application = start();
    log(application, 0, 100);
    application.stop();
    Eventually.until("the end", () -> primary.openConnections().isEmpty());
    long read = primary.messages();
    assertThat(read).isBetween(41L, 40L + WINDOW);
    assertThat(application.statistics().accepted()).isEqualTo(100);
    assertThat(application.statistics().releasedUnconfirmed()).isEqualTo(read - 40);
    assertThat(application.statistics().allDiscarded()).isEqualTo(100 - read);
    assertThat(application.statistics().discarded())
        .containsEntry(DiscardReason.UNSENT_AT_STOP, 100 - read);
  }

  @Test
  void keepsAMessageUntilItIsAnswered() {
    primary.open();
    Application application = start();
    application.info("first");
    Eventually.until("first", () -> primary.messages() == 1);
    relp.hold();
    application.info("second");
    Eventually.until("second", () -> relp.held() == 1);
    assertThat(application.statistics().bytesUnconfirmed()).isPositive();
    relp.release();
    Eventually.until("released", () -> application.statistics().bytesUnconfirmed() == 0);
  }

  @Test
  void keepsTheNumberOfUnansweredMessagesWithinTheWindow() {
    primary.open();
    Application application = start();
    application.info("first");
    Eventually.until("open", () -> primary.messages() == 1);
    Eventually.until("answered", () -> application.statistics().bytesUnconfirmed() == 0);
    relp.hold();
    log(application, 0, 100);
    Eventually.until("window", () -> relp.held() == WINDOW);
    assertThat(application.statistics().sent()).isEqualTo(1 + WINDOW);
    relp.release();
    Eventually.until("all", () -> primary.messages() == 101);
    assertThat(primary.texts().subList(1, 101)).isEqualTo(texts(0, 100));
  }

  @Test
  void acceptsAnswersInAnyOrder() {
    relp.answer(RelpResponder.reversing(5));
    primary.open();
    Application application = start();
    log(application, 0, 100);
    Eventually.until("all", () -> primary.messages() == 100);
    Eventually.until("released", () -> application.statistics().bytesUnconfirmed() == 0);
    assertThat(application.statistics().connectionsLost()).isZero();
  }

  @Test
  void sendsOnlyUnansweredMessagesToTheNextServer() {
    primary.open();
    failover1.open();
    Application application = start();
    log(application, 0, 100);
    Eventually.until("answered", () -> primary.messages() == 100);
    Eventually.until("released", () -> application.statistics().bytesUnconfirmed() == 0);
    relp.hold();
    log(application, 100, 200);
    Eventually.until("window", () -> relp.held() == WINDOW);
    primary.crash();
    Eventually.until("rest", () -> failover1.messages() == 100);
    assertThat(failover1.texts()).containsExactlyElementsOf(texts(100, 200));
    assertThat(application.statistics().repeated()).isEqualTo(WINDOW);
  }

  @Test
  void repeatsARefusedMessageOnce() {
    relp.answer(RelpResponder.refusingFirstAttempts());
    primary.open();
    Application application = start();
    log(application, 0, 100);
    Eventually.until("all", () -> primary.messages() == 100);
    assertThat(primary.texts()).containsExactlyInAnyOrderElementsOf(texts(0, 100));
    assertThat(application.statistics().allDiscarded()).isZero();
  }

  @Test
  void discardsAMessageThatIsRefusedTwiceAndContinues() {
    relp.answer(
        RelpResponder.messages(
            frame -> frame.answer(frame.data().contains("bad") ? "500 no" : "200 OK")));
    primary.open();
    Application application = start();
    application.info("bad");
    log(application, 0, 100);
    application.info("bad again");
    Eventually.until("good ones", () -> primary.messages() == 100);
    Eventually.until(
        "given up",
        () -> application.statistics().discarded().get(DiscardReason.REJECTED).equals(2L));
    application.stop();
    assertThat(primary.texts()).doesNotContain("bad").containsAll(texts(0, 100));
    assertThat(application.statuses())
        .anyMatch(status -> status.contains("rejected twice by the server"));
    assertThat(application.statistics().connectionsLost()).isZero();
  }

  @Test
  void failsOverWhenTheServerSendsNoRelpResponse() {
    set("relpTimeout", "300 ms");
    relp.answer(RelpResponder.never());
    assertFailsOver("no RELP response within 300 ms (relpTimeout)");
  }

  static Stream<Arguments> misbehavingServers() {
    return Stream.of(
        Arguments.of(RelpResponder.wrongTransactions(), "which is not pending"),
        Arguments.of(RelpResponder.garbage(), "RELP"),
        Arguments.of(RelpResponder.hugeLength(), "RELP"),
        Arguments.of(RelpResponder.serverClose(), "closed the RELP session"),
        Arguments.of(
            RelpResponder.refusingSessions("no license"),
            "refused the RELP session: 500 no license"));
  }

  @ParameterizedTest
  @MethodSource("misbehavingServers")
  void failsOverWhenTheServerViolatesTheProtocol(RelpResponder responder, String reason) {
    relp.answer(responder);
    assertFailsOver(reason);
  }

  private void assertFailsOver(String reason) {
    primary.open();
    failover1.open();
    Application application = start();
    log(application, 0, 100);
    Eventually.until("all " + application.statuses(), () -> failover1.messages() == 100);
    assertThat(failover1.texts()).containsExactlyElementsOf(texts(0, 100));
    Eventually.holds(
        () -> assertThat(application.statuses()).anyMatch(status -> status.contains(reason)));
  }

  @Test
  void failsOverWhenRelpOpenIsNotAnsweredWithinTheConnectTimeout() {
    set("connectTimeout", "300 ms");
    relp.hold();
    assertFailsOver("no response to RELP open within 300 ms (connectTimeout)");
  }

  private static boolean isAllAnswered(SenderStatistics statistics, int events) {
    return statistics.sent() >= events
        && statistics.bytesWaiting() + statistics.bytesUnconfirmed() == 0;
  }

  @Test
  @Tag("full")
  void losesNothingAndRepeatsAtMostAWindowWhereverTheConnectionIsReset() {
    int window = 2;
    int eventsOfALife = 4;
    set("relpWindow", Integer.toString(window));
    primary.open();
    failover1.open();
    int bytes = 0;
    int events = 0;
    long repeated = 0;
    do { // the first session is longer than the largest cut
      bytes++;
      primary.cutAfter(bytes);
      Application application = start();
      log(application, events, events + eventsOfALife);
      events += eventsOfALife;
      Eventually.until("answered", () -> isAllAnswered(application.statistics(), eventsOfALife));
      application.stop();
      assertThat(application.statistics().allDiscarded()).isZero();
      assertThat(application.statistics().releasedUnconfirmed()).isZero();
      long arrivals = primary.messages() + failover1.messages();
      assertThat(arrivals - events - repeated)
          .as("cut after %d bytes", bytes)
          .isBetween(0L, (long) window);
      repeated = arrivals - events;
    } while (primary.connections().get(bytes - 1).ending()
        == ServerConnection.EndedBy.RESET_BY_SERVER);
    assertThat(bytes).isGreaterThan(300);
    assertThat(Stream.concat(primary.texts().stream(), failover1.texts().stream()).distinct())
        .containsExactlyInAnyOrderElementsOf(texts(0, events));
  }

  private Application startWithFailback() {
    set("failback", "");
    set("failback.tcpProbeInterval", "200 ms");
    set("failback.successfulProbesRequired", "3");
    return start();
  }

  @Test
  void drainsTheOldSessionAtTheFailback() {
    failover1.open();
    Application application = startWithFailback();
    application.info("first");
    Eventually.until("first", () -> failover1.messages() == 1);
    failoverRelp.hold();
    log(application, 0, 10);
    Eventually.until("held", () -> failoverRelp.held() == 10);
    primary.open();
    Eventually.until("failback", () -> application.statistics().failbacks() == 1);
    log(application, 10, 20);
    Eventually.until("rest", () -> primary.messages() == 10);
    failoverRelp.release();
    Eventually.until("old session closed", () -> failoverRelp.closes() == 1);
    application.stop();
    assertThat(primary.texts()).containsExactlyElementsOf(texts(10, 20));
    assertThat(application.statistics().repeated()).isZero();
  }

  @Test
  void staysWithTheFailoverServerWhenThePrimaryRefusesTheRelpSession() {
    failover1.open();
    Application application = startWithFailback();
    application.info("first");
    Eventually.until("first", () -> failover1.messages() == 1);
    relp.answer(RelpResponder.refusingSessions("still starting"));
    primary.open();
    Eventually.until("refused", () -> application.statistics().probesFailed() > 1);
    Eventually.holds(
        () ->
            assertThat(application.statuses())
                .anyMatch(
                    status -> status.contains("refused the RELP session: 500 still starting")));
    assertThat(application.statistics().failbacks()).isZero();
    assertThat(failover1.openConnections()).hasSize(1);
    relp.answer(RelpResponder.normally());
    Eventually.until("failback", () -> application.statistics().failbacks() == 1);
  }
}
