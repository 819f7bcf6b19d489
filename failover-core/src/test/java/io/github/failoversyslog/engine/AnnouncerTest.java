package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.SenderConfig;
import io.github.failoversyslog.Server;
import io.github.failoversyslog.Status;
import io.github.failoversyslog.failover.Backoff;
import io.github.failoversyslog.failover.Event;
import io.github.failoversyslog.failover.FailoverMachine;
import io.github.failoversyslog.failover.Rules;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.failover.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Servers a, b and c; a connection is stable after 10 s, and waits are half of 1 s, 2 s, 4 s. */
class AnnouncerTest {
  private final List<Status> lines = new ArrayList<>();
  private final Counters counters = new Counters();
  private FailoverMachine machine = machine(3, false);
  private Announcer announcer = announcer(Map.of("failoverServers", "b, c"));
  private State state = State.INITIAL;
  private long nowNanos;

  private static FailoverMachine machine(int servers, boolean failback) {
    return new FailoverMachine(
        new Rules(
            servers,
            failback,
            seconds(60),
            1,
            0,
            false,
            seconds(10),
            new Backoff(seconds(1), seconds(60))));
  }

  private Announcer announcer(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("host", "a");
    return new Announcer(
        SenderConfig.of(settings), counters, new StatusReporter(status -> lines.add(status)));
  }

  private static long seconds(double seconds) {
    return Math.round(seconds * 1e9);
  }

  private void happens(Event event, String reason) {
    boolean probe = event.name().startsWith("PROBE");
    long generation = probe ? state.probes().generation() : state.generation();
    Signal signal = new Signal(event, generation, nowNanos, false, 0.5);
    State before = state;
    Step step = machine.step(before, signal);
    state = step.state();
    announcer.announce(before, signal, reason, state);
  }

  private void happens(Event... events) {
    for (Event event : events) {
      happens(event, event == Event.CONNECT_FAILED ? "connection refused" : "reset");
    }
  }

  private void timePasses(double seconds) {
    nowNanos += seconds(seconds);
    happens(Event.TIMER);
  }

  private List<String> texts() {
    return lines.stream().map(Status::text).toList();
  }

  @Test
  void tellsOfTheFirstServerWithoutAWarning() {
    happens(Event.START, Event.CONNECTED);
    assertThat(lines).containsExactly(new Status(Status.Kind.CONNECTED, "sending to a:601"));
    assertThat(lines.get(0).isWarning()).isFalse();
    assertThat(announcer.current().map(Server::host)).hasValue("a");
  }

  @Test
  void tellsOfAChangeOfServerInOneLineWithTheReason() {
    happens(Event.START, Event.CONNECTED);
    timePasses(10);
    happens(Event.CONNECTION_LOST, Event.CONNECT_FAILED, Event.CONNECTED);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1))
        .isEqualTo(
            new Status(
                Status.Kind.FAILED_OVER,
                "a:601 lost (reset); b:601 connection refused; sending to c:601"));
    assertThat(counters.failovers.sum()).isEqualTo(1);
  }

  @Test
  void warnsOfAnUnreachablePrimaryAtTheStart() {
    happens(Event.START, Event.CONNECT_FAILED, Event.CONNECTED);
    assertThat(lines).extracting(Status::kind).containsExactly(Status.Kind.FAILED_OVER);
  }

  @Test
  void warnsWhenTheOnlyServerWasLostAndIsInUseAgain() {
    machine = machine(1, false);
    announcer = announcer(Map.of());
    happens(Event.START, Event.CONNECTED);
    timePasses(10);
    happens(Event.CONNECTION_LOST, Event.CONNECTED);
    assertThat(lines)
        .extracting(Status::kind)
        .containsExactly(Status.Kind.CONNECTED, Status.Kind.RECONNECTED);
    assertThat(lines.get(1).isWarning()).isTrue();
  }

  @Test
  void tellsOfServersThatAcceptAndCloseOnceAMinute() {
    happens(Event.START);
    for (int round = 0; nowNanos < seconds(59); round++) {
      for (int server = 0; server < 3; server++) {
        happens(Event.CONNECTED, Event.CONNECTION_LOST);
      }
      timePasses(Math.min(30, 0.5 * (1 << Math.min(round, 6))));
    }
    assertThat(texts())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("sending to a:601"),
            line -> assertThat(line).isEqualTo("a:601 lost (reset); sending to b:601"),
            line -> assertThat(line).isEqualTo("b:601 lost (reset); sending to c:601"),
            line -> assertThat(line).startsWith("no server can be used: c:601 lost (reset); "));
    assertThat(counters.connects.sum()).isGreaterThan(9);
  }

  @Test
  void tellsOfAServerThatWasTakenForAFlappingOneOnceItIsStable() {
    happens(Event.START);
    for (int server = 0; server < 3; server++) {
      happens(Event.CONNECTED, Event.CONNECTION_LOST);
    }
    timePasses(1);
    happens(Event.CONNECTED);
    assertThat(lines).hasSize(4);
    timePasses(10);
    assertThat(lines).hasSize(5);
    assertThat(lines.get(4).text()).endsWith("sending to a:601");
  }

  @Test
  void tellsOfAReconnectAtOnceAfterAStableConnection() {
    happens(Event.START, Event.CONNECTED);
    timePasses(10);
    happens(Event.CONNECTION_LOST, Event.CONNECTED);
    timePasses(10);
    happens(Event.CONNECTION_LOST, Event.CONNECTED);
    timePasses(10);
    happens(Event.CONNECTION_LOST, Event.CONNECTED);
    assertThat(texts()).last().isEqualTo("c:601 lost (reset); sending to a:601");
    assertThat(lines).hasSize(4);
  }

  @Test
  void tellsOfAnOutageOnceAMinuteWithTheNumberOfRoundsInBetween() {
    happens(Event.START);
    for (int round = 0; nowNanos < seconds(61); round++) {
      happens(Event.CONNECT_FAILED, Event.CONNECT_FAILED, Event.CONNECT_FAILED);
      timePasses(Math.min(30, 0.5 * (1 << Math.min(round, 6))));
    }
    happens(Event.CONNECT_FAILED, Event.CONNECT_FAILED, Event.CONNECT_FAILED);
    assertThat(lines).extracting(Status::kind).containsOnly(Status.Kind.NO_SERVER).hasSize(2);
    assertThat(lines.get(1).text()).contains("rounds before");
  }

  @Test
  void tellsOfTheReturnToThePrimary() {
    machine = machine(3, true);
    announcer =
        announcer(Map.of("failoverServers", "b, c", "failback.successfulProbesRequired", "1"));
    happens(Event.START, Event.CONNECT_FAILED, Event.CONNECTED);
    assertThat(texts()).last().asString().endsWith("; probing a:601 every 60 s");
    timePasses(60);
    happens(Event.PROBE_PASSED, Event.PROBE_READY);
    assertThat(texts())
        .last()
        .isEqualTo("a:601 is well again (1 of 1 probes passed in a row); sending to it");
    assertThat(counters.failbacks.sum()).isEqualTo(1);
  }

  @Test
  void tellsOfFailedProbesOnceForEachReason() {
    machine = machine(3, true);
    announcer =
        announcer(Map.of("failoverServers", "b, c", "failback.successfulProbesRequired", "1"));
    happens(Event.START, Event.CONNECT_FAILED, Event.CONNECTED);
    for (String reason : List.of("refused", "refused", "no answer", "refused")) {
      timePasses(60);
      happens(Event.PROBE_FAILED, reason);
    }
    assertThat(texts()).filteredOn(line -> line.startsWith("probe of")).hasSize(3);
    assertThat(counters.probesFailed.sum()).isEqualTo(4);
  }

  @Test
  void tellsOnceAnHourOfAPrimaryWhoseProbesPassAndWhichCannotBeUsed() {
    machine = machine(2, true);
    announcer = announcer(Map.of("failoverServers", "b", "failback.successfulProbesRequired", "1"));
    happens(Event.START, Event.CONNECT_FAILED, Event.CONNECTED);
    lines.clear();
    for (int minute = 0; minute < 70; minute++) {
      timePasses(60);
      happens(Event.PROBE_PASSED);
      happens(Event.PROBE_FAILED, "the certificate has expired");
    }
    assertThat(texts())
        .containsExactly(
            "probe of a:601 passed (1 of 1)",
            "probe of a:601 failed (the certificate has expired); 1 in a row have to pass",
            "probe of a:601 failed (the certificate has expired); 1 in a row have to pass");
    assertThat(counters.probesFailed.sum()).isEqualTo(70);
  }
}
