package io.github.failoversyslog.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.failover.Backoff;
import io.github.failoversyslog.failover.Conditions;
import io.github.failoversyslog.failover.FailoverMachine;
import io.github.failoversyslog.failover.Rules;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.Signals;
import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.failover.Step;
import io.github.failoversyslog.failover.Trigger;
import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.ServerChange;
import io.github.failoversyslog.status.Status;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Servers a, b and c; a connection is stable after 10 s, and reconnect delays are half of 1 s, 2 s,
 * 4 s.
 */
class AnnouncerTest {
  private final List<Status> lines = new ArrayList<>();
  private final Counters counters = new Counters();
  private FailoverMachine machine = machine(3, false);
  private Announcer announcer = announcer(Map.of("failoverServers", "b, c"));
  private State state = State.INITIAL;
  private long nowNanos;

  private static FailoverMachine machine(int servers, boolean failback) {
    return machine(servers, failback, 1, 0);
  }

  private static FailoverMachine machine(
      int servers, boolean failback, int probesRequired, long livenessNanos) {
    return new FailoverMachine(
        new Rules(
            servers,
            failback,
            seconds(60),
            probesRequired,
            livenessNanos,
            true,
            seconds(10),
            new Backoff(seconds(1), seconds(60))));
  }

  private Announcer announcer(Map<String, String> more) {
    return announcer(more, status -> lines.add(status), InstantSource.fixed(Instant.EPOCH));
  }

  private Announcer announcer(
      Map<String, String> more, SenderListener listener, InstantSource wallClock) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("host", "a");
    return new Announcer(
        SenderConfig.of(settings), counters, new StatusReporter(listener), wallClock);
  }

  private static long seconds(double seconds) {
    return Math.round(seconds * 1e9);
  }

  private void happens(Trigger trigger, String reason) {
    long generation = Signals.current(trigger, state).generation();
    Signal signal = new Signal(trigger, generation, reason);
    State before = state;
    Step step = machine.step(before, signal, new Conditions(nowNanos, true, 0.5));
    state = step.state();
    announcer.announce(before, signal, state, nowNanos);
  }

  private void happens(Trigger... triggers) {
    for (Trigger trigger : triggers) {
      happens(trigger, trigger == Trigger.CONNECT_FAILED ? "connection refused" : "reset");
    }
  }

  private void timePasses(double seconds) {
    nowNanos += seconds(seconds);
    happens(Trigger.TIMER);
  }

  private Optional<ServerChange> takeReportedChange() {
    List<ServerChange> taken = new ArrayList<>();
    announcer.offerReportedChange(taken::add);
    return taken.stream().findFirst();
  }

  private List<String> texts() {
    return lines.stream().map(Status::text).toList();
  }

  @Test
  void reportsTheFirstServerWithoutAWarning() {
    happens(Trigger.START, Trigger.CONNECTED);
    assertThat(lines).containsExactly(new Status(Status.Kind.CONNECTED, "sending to a:601"));
    assertThat(lines.get(0).isWarning()).isFalse();
    assertThat(announcer.current().map(Server::host)).hasValue("a");
  }

  @Test
  void tellsTheLastChangeWithWhatWasRepeatedForIt() {
    happens(Trigger.START, Trigger.CONNECTED);
    assertThat(announcer.lastChange()).isEmpty();
    timePasses(10);
    counters.repeated.add(7);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECTED);
    assertThat(announcer.lastChange()).hasValue(failover("a", "b", "a:601 lost (reset)", 7));
    timePasses(10);
    counters.repeated.add(5);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECT_FAILED, Trigger.CONNECTED);
    assertThat(announcer.lastChange())
        .hasValue(
            failover(
                "b", "a", "b:601 lost (reset); cannot connect to c:601 (connection refused)", 5));
  }

  /** After a defect or a failed spool file no server has failed. */
  @Test
  void namesAnotherServerOnceItsChangeIsCountedAndBeforeItIsReported() {
    List<String> order = new ArrayList<>();
    announcer =
        announcer(
            Map.of("failoverServers", "b, c"),
            status -> order.add("line " + announcer.current().orElseThrow()),
            () -> {
              order.add("change " + announcer.current().isPresent() + counters.failovers.sum());
              return Instant.EPOCH;
            });
    happens(Trigger.START, Trigger.CONNECTED, Trigger.CONNECTION_LOST, Trigger.CONNECTED);
    assertThat(order).containsExactly("line a:601", "change false1", "line b:601");
  }

  @Test
  void tellsWhyAnotherServerIsUsedAfterTheSenderHasStartedOver() {
    happens(Trigger.START, Trigger.CONNECTED);
    timePasses(10);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECTED);
    timePasses(10);
    state = State.INITIAL;
    happens(Trigger.START, Trigger.CONNECTED);
    assertThat(announcer.lastChange())
        .hasValue(
            failover(
                "b", "a", "the sender has started over with the primary, see its status log", 0));
  }

  @Test
  void tellsListenersOfFailoverAndFailback() {
    SenderListener listener = mock(SenderListener.class);
    announcer =
        new Announcer(
            SenderConfig.of(
                Map.of(
                    "host", "a", "failoverServers", "b", "failback.successfulProbesRequired", "1")),
            counters,
            new StatusReporter(listener),
            InstantSource.fixed(Instant.EPOCH));
    machine = machine(2, true);

    happens(Trigger.START, Trigger.CONNECTED);
    verify(listener, never()).changed(any());
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECTED);
    verify(listener).changed(failover("a", "b", "a:601 lost (reset)", 0));
    timePasses(60);
    happens(Trigger.PROBE_PASSED, Trigger.PROBE_READY, Trigger.RESTED);

    verify(listener).changed(failback("b", "a", "a:601 recovered (a probe passed)"));
    verify(listener, times(2)).changed(any());
  }

  @Test
  void tellsAChangeWhenItsStatusLineIsReported() {
    happens(Trigger.START, Trigger.CONNECTED);
    assertThat(takeReportedChange()).as("the first server").isEmpty();
    counters.repeated.add(7);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECTED);
    assertThat(takeReportedChange()).hasValue(failover("a", "b", "a:601 lost (reset)", 7));
    assertThat(takeReportedChange()).as("taken").isEmpty();
  }

  @Test
  void tellsWhatWasRepeatedForAllChangesSinceTheLastOneThatWasTaken() {
    happens(Trigger.START, Trigger.CONNECTED);
    counters.repeated.add(7);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECTED);
    timePasses(10);
    counters.repeated.add(2);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECTED);
    assertThat(takeReportedChange()).hasValue(failover("b", "c", "b:601 lost (reset)", 9));
  }

  @Test
  void offersAChangeUntilItIsTakenOrANewerOneIsReported() {
    List<ServerChange> offered = new ArrayList<>();
    happens(Trigger.START, Trigger.CONNECTED);
    counters.repeated.add(7);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECTED);
    for (int times = 0; times < 2; times++) {
      announcer.offerReportedChange(change -> !offered.add(change));
    }
    assertThat(offered).hasSize(2);
    assertThat(offered.get(1)).isSameAs(offered.get(0));
    timePasses(10);
    counters.repeated.add(2);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECTED);
    assertThat(takeReportedChange()).hasValue(failover("b", "c", "b:601 lost (reset)", 9));
    counters.repeated.add(3);
    timePasses(10);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECTED);
    assertThat(takeReportedChange().orElseThrow().repeated()).isEqualTo(3);
  }

  @Test
  void tellsWhatWasRepeatedForAChangeOnceIfTheNextOneCameBeforeItWasTaken() {
    happens(Trigger.START);
    for (int server = 0; server < 3; server++) {
      counters.repeated.add(5);
      happens(Trigger.CONNECTED, Trigger.CONNECTION_LOST);
    }
    timePasses(1);
    happens(Trigger.CONNECTED); // a again, not reported yet
    counters.repeated.add(2);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECTED);
    assertThat(takeReportedChange().orElseThrow().repeated()).isEqualTo(15);
    timePasses(10);
    assertThat(takeReportedChange().orElseThrow().repeated()).isEqualTo(2);
  }

  @Test
  void tellsTheChangesBetweenFlappingServersOnceOneIsStable() {
    happens(Trigger.START);
    for (int server = 0; server < 3; server++) {
      happens(Trigger.CONNECTED, Trigger.CONNECTION_LOST);
    }
    assertThat(takeReportedChange()).get().extracting(ServerChange::to).isEqualTo(c());
    timePasses(1);
    counters.repeated.add(2);
    happens(Trigger.CONNECTED, Trigger.CONNECTION_LOST);
    counters.repeated.add(3);
    happens(Trigger.CONNECTED);
    assertThat(counters.failovers.sum()).isEqualTo(4);
    assertThat(takeReportedChange()).as("not stable").isEmpty();
    timePasses(10);
    assertThat(takeReportedChange())
        .hasValue(failover("a", "b", "c:601 lost (reset); a:601 lost (reset)", 5));
    assertThat(texts()).last().asString().startsWith("c:601 lost (reset); a:601 lost (reset); ");
  }

  @Test
  void isNoFailbackIfNoOtherServerWasUsedSinceThePrimary() {
    machine = machine(2, true);
    announcer = announcer(Map.of("failoverServers", "b", "failback.successfulProbesRequired", "1"));
    happens(Trigger.START, Trigger.CONNECTED);
    timePasses(10);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECT_FAILED, Trigger.CONNECT_FAILED);
    nowNanos = state.probes().atNanos();
    happens(Trigger.TIMER, Trigger.PROBE_PASSED, Trigger.PROBE_READY);
    assertThat(lines).extracting(Status::kind).last().isEqualTo(Status.Kind.RECONNECTED);
    assertThat(counters.failbacks.sum()).isZero();
    assertThat(takeReportedChange()).isEmpty();
  }

  @Test
  void tellsNoChangeWhenTheSameServerIsUsedAgain() {
    happens(Trigger.START, Trigger.CONNECTED, Trigger.CONNECTION_LOST, Trigger.CONNECTED);
    assertThat(takeReportedChange()).isPresent();
    timePasses(10);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECT_FAILED, Trigger.CONNECT_FAILED);
    timePasses(1);
    happens(Trigger.CONNECTED);
    assertThat(lines).extracting(Status::kind).last().isEqualTo(Status.Kind.RECONNECTED);
    assertThat(takeReportedChange()).isEmpty();
  }

  @Test
  void tellsTheFailbackWithWhyThePrimaryIsUsedAgain() {
    machine = machine(2, true);
    announcer = announcer(Map.of("failoverServers", "b", "failback.successfulProbesRequired", "1"));
    happens(Trigger.START, Trigger.CONNECT_FAILED, Trigger.CONNECTED);
    timePasses(60);
    happens(Trigger.PROBE_PASSED, Trigger.PROBE_READY, Trigger.RESTED);
    assertThat(takeReportedChange())
        .hasValue(failback("b", "a", "a:601 recovered (a probe passed)"));
  }

  private static Server c() {
    return new Server("c", 601);
  }

  private static ServerChange failback(String from, String to, String reason) {
    return change(ServerChange.Kind.FAILBACK, from, to, reason, 0);
  }

  private static ServerChange failover(String from, String to, String reason, long repeated) {
    return change(ServerChange.Kind.FAILOVER, from, to, reason, repeated);
  }

  private static ServerChange change(
      ServerChange.Kind kind, String from, String to, String reason, long repeated) {
    return new ServerChange(
        kind, Instant.EPOCH, new Server(from, 601), new Server(to, 601), reason, repeated);
  }

  @Test
  void reportsAChangeOfServerInOneLineWithTheReason() {
    happens(Trigger.START, Trigger.CONNECTED);
    timePasses(10);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECT_FAILED, Trigger.CONNECTED);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1))
        .isEqualTo(
            new Status(
                Status.Kind.FAILED_OVER,
                "a:601 lost (reset); cannot connect to b:601 (connection refused); sending to c:601"));
    assertThat(counters.failovers.sum()).isEqualTo(1);
  }

  @Test
  void warnsAboutAnUnreachablePrimaryAtTheStart() {
    happens(Trigger.START, Trigger.CONNECT_FAILED, Trigger.CONNECTED);
    assertThat(lines).extracting(Status::kind).containsExactly(Status.Kind.FAILED_OVER);
  }

  @Test
  void warnsWhenTheOnlyServerWasLostAndIsInUseAgain() {
    machine = machine(1, false);
    announcer = announcer(Map.of());
    happens(Trigger.START, Trigger.CONNECTED);
    timePasses(10);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECTED);
    assertThat(lines)
        .extracting(Status::kind)
        .containsExactly(Status.Kind.CONNECTED, Status.Kind.RECONNECTED);
    assertThat(lines.get(1).isWarning()).isTrue();
  }

  @Test
  void reportsServersThatAcceptAndCloseOncePerMinute() {
    happens(Trigger.START);
    for (int round = 0; nowNanos < seconds(59); round++) {
      for (int server = 0; server < 3; server++) {
        happens(Trigger.CONNECTED, Trigger.CONNECTION_LOST);
      }
      timePasses(Math.min(30, 0.5 * (1 << Math.min(round, 6))));
    }
    assertThat(texts())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("sending to a:601"),
            line -> assertThat(line).isEqualTo("a:601 lost (reset); sending to b:601"),
            line -> assertThat(line).isEqualTo("b:601 lost (reset); sending to c:601"),
            line -> assertThat(line).startsWith("no server available: c:601 lost (reset); "));
    assertThat(counters.connects.sum()).isGreaterThan(9);
  }

  @Test
  void reportsAFlappingServerOnceItIsStable() {
    happens(Trigger.START);
    for (int server = 0; server < 3; server++) {
      happens(Trigger.CONNECTED, Trigger.CONNECTION_LOST);
    }
    timePasses(1);
    happens(Trigger.CONNECTED);
    assertThat(lines).hasSize(4);
    timePasses(10);
    assertThat(lines).hasSize(5);
    assertThat(lines.get(4).text()).endsWith("sending to a:601");
  }

  @Test
  void reportsAReconnectAtOnceAfterAStableConnection() {
    happens(Trigger.START, Trigger.CONNECTED);
    timePasses(10);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECTED);
    timePasses(10);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECTED);
    timePasses(10);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECTED);
    assertThat(texts()).last().isEqualTo("c:601 lost (reset); sending to a:601");
    assertThat(lines).hasSize(4);
  }

  @Test
  void reportsAnOutageOncePerMinuteWithTheNumberOfRoundsInBetween() {
    happens(Trigger.START);
    for (int round = 0; nowNanos < seconds(61); round++) {
      happens(Trigger.CONNECT_FAILED, Trigger.CONNECT_FAILED, Trigger.CONNECT_FAILED);
      timePasses(Math.min(30, 0.5 * (1 << Math.min(round, 6))));
    }
    happens(Trigger.CONNECT_FAILED, Trigger.CONNECT_FAILED, Trigger.CONNECT_FAILED);
    assertThat(lines).extracting(Status::kind).containsOnly(Status.Kind.NO_SERVER).hasSize(2);
    assertThat(lines.get(1).text()).contains(" earlier failed rounds not logged)");
  }

  @Test
  void namesTheLossOfAServerThatCannotBeConnectedAgain() {
    machine = machine(1, false);
    announcer = announcer(Map.of());
    happens(Trigger.START, Trigger.CONNECTED);
    timePasses(10);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECT_FAILED);
    assertThat(texts())
        .last()
        .asString()
        .startsWith(
            "no server available: a:601 lost (reset);"
                + " cannot connect to a:601 (connection refused); buffering events");
  }

  @Test
  void reportsAnOutageAtOnceIfTheLastLineNamedAServerInUse() {
    machine = machine(1, false);
    announcer = announcer(Map.of());
    happens(Trigger.START, Trigger.CONNECT_FAILED);
    timePasses(1);
    happens(Trigger.CONNECTED);
    timePasses(2);
    happens(Trigger.CONNECTION_LOST);
    assertThat(lines)
        .extracting(Status::kind)
        .containsExactly(Status.Kind.NO_SERVER, Status.Kind.RECONNECTED, Status.Kind.NO_SERVER);
    assertThat(texts()).last().asString().startsWith("no server available: a:601 lost (reset);");
    timePasses(4);
    happens(Trigger.CONNECTED, Trigger.CONNECTION_LOST);
    assertThat(lines).as("once a minute").hasSize(3);
  }

  @Test
  void reportsTheFailback() {
    machine = machine(3, true);
    announcer =
        announcer(Map.of("failoverServers", "b, c", "failback.successfulProbesRequired", "1"));
    happens(Trigger.START, Trigger.CONNECT_FAILED, Trigger.CONNECTED);
    assertThat(texts()).last().asString().endsWith("; probing a:601 every 60 s");
    timePasses(60);
    happens(Trigger.PROBE_PASSED, Trigger.PROBE_READY, Trigger.RESTED);
    assertThat(texts()).last().isEqualTo("a:601 recovered (a probe passed); failing back to it");
    assertThat(lines).filteredOn(Status::isWarning).as("failover and its end").hasSize(2);
    assertThat(counters.failbacks.sum()).isEqualTo(1);
  }

  @Test
  void saysThatOneProbeIsEnoughWhileNoServerIsInUse() {
    useTwoServersWithFailback();
    happens(Trigger.START, Trigger.CONNECT_FAILED, Trigger.CONNECTED);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECT_FAILED);
    lines.clear();
    probeIsDue();
    happens(Trigger.PROBE_FAILED, "refused");
    probeIsDue();
    happens(Trigger.PROBE_PASSED, Trigger.PROBE_READY);
    assertThat(lines)
        .containsExactly(
            new Status(
                Status.Kind.PROBE_FAILED,
                "probe of a:601 failed (refused); no server is in use, so one success is enough"),
            new Status(
                Status.Kind.PROBE_PASSED,
                "probe of a:601 passed; no server is in use, so one success is enough"),
            new Status(
                Status.Kind.FAILED_BACK,
                "a:601 recovered (a probe passed while no server was in use); failing back to it"));
    assertThat(takeReportedChange())
        .hasValue(
            failback("b", "a", "a:601 recovered (a probe passed while no server was in use)"));
  }

  @Test
  void saysThatAnOperatorHasRequestedTheFailback() {
    useTwoServersWithFailback();
    happens(Trigger.START, Trigger.CONNECT_FAILED, Trigger.CONNECTED);
    lines.clear();
    happens(Trigger.FAIL_BACK_NOW);
    happens(Trigger.PROBE_FAILED, "refused");
    happens(Trigger.FAIL_BACK_NOW);
    happens(Trigger.PROBE_PASSED, Trigger.PROBE_READY, Trigger.RESTED);
    assertThat(texts())
        .containsExactly(
            "probe of a:601 failed (refused); 3 consecutive successes required",
            "probe of a:601 passed; failback was requested with failBackNow, so one success is"
                + " enough",
            "a:601 recovered (a probe passed, and failback was requested with failBackNow);"
                + " failing back to it");
  }

  @Test
  void countsTheProbesIfTheLastRequiredOneAlsoEndsARequest() {
    useTwoServersWithFailback();
    happens(Trigger.START, Trigger.CONNECT_FAILED, Trigger.CONNECTED);
    for (int passed = 0; passed < 2; passed++) {
      probeIsDue();
      happens(Trigger.PROBE_PASSED);
    }
    lines.clear();
    happens(Trigger.FAIL_BACK_NOW, Trigger.PROBE_PASSED, Trigger.PROBE_READY, Trigger.RESTED);
    assertThat(texts())
        .containsExactly(
            "probe of a:601 passed (3 of 3)",
            "a:601 recovered (3 of 3 consecutive probes passed); failing back to it");
  }

  @Test
  void isNoFailbackIfNoServerWasUsedBefore() {
    useTwoServersWithFailback();
    happens(Trigger.START, Trigger.CONNECT_FAILED, Trigger.CONNECT_FAILED, Trigger.CONNECT_FAILED);
    probeIsDue();
    happens(Trigger.PROBE_PASSED, Trigger.PROBE_READY);
    assertThat(lines)
        .last()
        .satisfies(
            line -> {
              assertThat(line.kind()).isEqualTo(Status.Kind.RECONNECTED);
              assertThat(line.text()).endsWith("; sending to a:601");
            });
    assertThat(counters.failbacks.sum()).isZero();
  }

  /** Three probes in a row are required while a server is in use. */
  private void useTwoServersWithFailback() {
    machine = machine(2, true, 3, 0);
    announcer = announcer(Map.of("failoverServers", "b", "failback.successfulProbesRequired", "3"));
  }

  /** No failover server answers meanwhile. */
  private void probeIsDue() {
    nowNanos = state.probes().atNanos();
    happens(Trigger.TIMER);
  }

  @Test
  void reportsFailedProbesOnceForEachReason() {
    machine = machine(3, true);
    announcer =
        announcer(Map.of("failoverServers", "b, c", "failback.successfulProbesRequired", "1"));
    happens(Trigger.START, Trigger.CONNECT_FAILED, Trigger.CONNECTED);
    for (String reason : List.of("refused", "refused", "no answer", "refused")) {
      timePasses(60);
      happens(Trigger.PROBE_FAILED, reason);
    }
    assertThat(texts()).filteredOn(line -> line.startsWith("probe of")).hasSize(3);
    assertThat(counters.probesFailed.sum()).isEqualTo(4);
  }

  @Test
  void reportsOncePerHourAPrimaryThatPassesProbesButCannotBeUsed() {
    machine = machine(2, true);
    announcer = announcer(Map.of("failoverServers", "b", "failback.successfulProbesRequired", "1"));
    happens(Trigger.START, Trigger.CONNECT_FAILED, Trigger.CONNECTED);
    lines.clear();
    for (int minute = 0; minute < 70; minute++) {
      timePasses(60);
      happens(Trigger.PROBE_PASSED);
      happens(Trigger.PROBE_FAILED, "the certificate has expired");
    }
    assertThat(texts())
        .containsExactly(
            "probe of a:601 passed (1 of 1)",
            "probe of a:601 failed (the certificate has expired); 1 success required",
            "probe of a:601 failed (the certificate has expired); 1 success required");
    assertThat(counters.probesFailed.sum()).isEqualTo(70);
  }

  private static final String FULL = "closed by the server at once";

  /** Uses this number of servers; the connection in use is probed every 60 s. */
  private void withRenewals(int servers) {
    machine = machine(servers, false, 1, seconds(60));
    announcer = announcer(servers == 1 ? Map.of() : Map.of("failoverServers", "b"));
    happens(Trigger.START, Trigger.CONNECTED);
    lines.clear();
  }

  /** The triggers happen after the next liveness probe has passed. */
  private void renewal(Trigger... triggers) {
    nowNanos = state.liveness().atNanos();
    happens(Trigger.TIMER, Trigger.LIVENESS_PASSED);
    for (Trigger trigger : triggers) {
      happens(trigger, FULL);
    }
  }

  @Test
  void doesNotReportTheRenewalOfAConnection() {
    withRenewals(2);
    renewal(Trigger.RENEWAL_READY, Trigger.RESTED, Trigger.RECEIPT_GIVEN);
    renewal(Trigger.RENEWAL_READY, Trigger.RESTED, Trigger.RECEIPT_MISSED);
    assertThat(lines).isEmpty();
    assertThat(counters.connects.sum()).isEqualTo(1);
    assertThat(counters.connectionsLost.sum()).isZero();
    assertThat(counters.failovers.sum()).isZero();
    assertThat(counters.failbacks.sum()).isZero();
    assertThat(announcer.current().map(Server::host)).hasValue("a");
  }

  private void isReportedOnceUntilARenewalSucceeds(Runnable fault, Status.Kind kind, String text) {
    fault.run();
    fault.run();
    Status line = new Status(kind, text);
    assertThat(lines).containsExactly(line);
    assertThat(line.isWarning()).isTrue();
    renewal(Trigger.RENEWAL_READY, Trigger.RESTED);
    fault.run();
    assertThat(lines).containsExactly(line, line);
    assertThat(counters.connectionsLost.sum()).isZero();
    assertThat(counters.connectFailures.sum()).isZero();
  }

  @Test
  void reportsAServerThatCannotBeProbedOnceUntilAProbePasses() {
    withRenewals(2);
    isReportedOnceUntilARenewalSucceeds(
        () -> livenessEndsWith(Trigger.LIVENESS_UNKNOWN, "cannot resolve a"),
        Status.Kind.LIVENESS_FAILED,
        "a:601 cannot be probed (cannot resolve a); keeping the connection, whether the server is"
            + " up is unknown");
  }

  private void livenessEndsWith(Trigger trigger, String reason) {
    nowNanos = state.liveness().atNanos();
    happens(Trigger.TIMER);
    happens(trigger, reason);
  }

  @Test
  void reportsARenewalThatFailsOnceUntilOneSucceeds() {
    withRenewals(2);
    isReportedOnceUntilARenewalSucceeds(
        () -> renewal(Trigger.RENEWAL_FAILED),
        Status.Kind.NO_RECEIPT,
        "second connection to a:601 failed (closed by the server at once); keeping the current"
            + " one, its messages remain unconfirmed");
    renewal(Trigger.RENEWAL_READY, Trigger.RENEWAL_FAILED);
    assertThat(lines).as("not even if it failed later").hasSize(2);
  }

  @Test
  void reportsARenewalThatFailsAtAnotherServerToo() {
    withRenewals(2);
    renewal(Trigger.RENEWAL_FAILED);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECTED);
    lines.clear();
    renewal(Trigger.RENEWAL_FAILED);
    assertThat(texts()).hasSize(1).first().asString().contains("connection to b:601 failed");
  }

  @Test
  void reportsOnceThatAServerSendsNoReceiptsUntilItSendsOne() {
    withRenewals(1);
    renewal(Trigger.RENEWAL_READY, Trigger.RESTED, Trigger.RECEIPT_MISSED);
    assertThat(lines).isEmpty();
    renewal(Trigger.RENEWAL_READY, Trigger.RESTED, Trigger.RECEIPT_MISSED);
    Status line =
        new Status(
            Status.Kind.NO_RECEIPT,
            "a:601 did not close 2 consecutive connections that were ended on this side; it gives"
                + " no receipts, so resendWindow applies and its connections are not renewed");
    assertThat(lines).containsExactly(line);
    happens(Trigger.RECEIPT_MISSED);
    timePasses(10);
    happens(Trigger.CONNECTION_LOST, Trigger.CONNECTED);
    lines.clear();
    renewal(Trigger.RENEWAL_READY, Trigger.RESTED, Trigger.RECEIPT_MISSED);
    renewal(Trigger.RENEWAL_READY, Trigger.RESTED, Trigger.RECEIPT_MISSED);
    assertThat(lines).as("told before").isEmpty();
    happens(Trigger.RECEIPT_GIVEN, Trigger.RECEIPT_MISSED, Trigger.RECEIPT_MISSED);
    assertThat(lines).containsExactly(line);
  }

  private void livenessFails() {
    livenessEndsWith(Trigger.LIVENESS_FAILED, "no answer within 10 s");
  }

  @Test
  void reportsFailedLivenessProbesOfTheOnlyServerOnceUntilOnePasses() {
    withRenewals(1);
    livenessFails();
    assertThat(lines).isEmpty();
    isReportedOnceUntilARenewalSucceeds(
        () -> {
          livenessFails();
          livenessFails();
        },
        Status.Kind.LIVENESS_FAILED,
        "2 consecutive liveness probes of a:601 failed (no answer within 10 s); no other server"
            + " configured, keeping the connection");
  }

  @Test
  void reportsTheLossWhenTheLivenessProbesFailAndThereIsAnotherServer() {
    withRenewals(2);
    livenessFails();
    livenessFails();
    happens(Trigger.CONNECTED);
    assertThat(texts())
        .containsExactly(
            "a:601 lost (liveness check failed: no answer within 10 s); sending to b:601");
  }

  @Test
  void reportsAPrimaryThatClosesBeforeTheFailbackAsUnusable() {
    machine = machine(2, true);
    announcer = announcer(Map.of("failoverServers", "b", "failback.successfulProbesRequired", "1"));
    happens(Trigger.START, Trigger.CONNECT_FAILED, Trigger.CONNECTED);
    lines.clear();
    for (int minute = 0; minute < 3; minute++) {
      timePasses(60);
      happens(Trigger.PROBE_PASSED, Trigger.PROBE_READY);
      happens(Trigger.PROBE_FAILED, FULL);
    }
    assertThat(texts())
        .containsExactly(
            "probe of a:601 passed (1 of 1)",
            "probe of a:601 failed (closed by the server at once); 1 success required");
  }
}
