package io.github.failoversyslog.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.failover.Backoff;
import io.github.failoversyslog.failover.FailoverMachine;
import io.github.failoversyslog.failover.Phase;
import io.github.failoversyslog.failover.Rules;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.Trigger;
import io.github.failoversyslog.net.Connector;
import io.github.failoversyslog.report.Announcer;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.session.RelpSession;
import io.github.failoversyslog.session.RelpStory;
import io.github.failoversyslog.session.Session;
import io.github.failoversyslog.session.Streams;
import io.github.failoversyslog.wire.LineDelimited;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Two servers with failback after one successful probe. Only time is simulated. */
class FailoverControlTest {
  private static final long SECOND = 1_000_000_000;

  /** Indices of the attempts after those to both servers. */
  private static final int PROBE = 2;

  private static final int LIVENESS_PROBE = 3;

  private final SenderConfig config =
      SenderConfig.of(Map.of("host", "log0", "failoverServers", "log1"));
  private final Counters counters = new Counters();
  private final MessageRing ring = MessageRing.inMemory(1024);
  private final Queue<Signal> signals = new ArrayDeque<>();
  private final List<Connector.AttemptListener> outcomes = new ArrayList<>();
  private final Shutdown shutdown = new Shutdown(2);
  private final OperatorRequests requests = new OperatorRequests(() -> {});
  private Supplier<Session> sessions = () -> Streams.of(new LineDelimited(), SECOND, 1024);
  private boolean cancelHasDefect;
  private long nowNanos;
  private final ConnectAttempts attempts =
      new ConnectAttempts(
          config.servers(),
          new ConnectAttempt.Environment(
              (server, outcome) -> attempt(outcome),
              () -> sessions.get(),
              () -> nowNanos,
              SECOND,
              signals::add));
  private final Connections connections =
      new Connections(
          new Connections.Settings(64, SECOND, 5 * SECOND, 0),
          PumpParts.shared(256, ring, counters, () -> nowNanos),
          signals::add,
          messages -> {});
  private final FailoverControl control =
      new FailoverControl(
          new FailoverMachine(
              new Rules(
                  2, true, 60 * SECOND, 1, 60 * SECOND, true, SECOND, new Backoff(SECOND, SECOND))),
          signals,
          requests,
          attempts,
          connections,
          new Announcer(
              config,
              counters,
              new StatusReporter(status -> {}),
              InstantSource.fixed(Instant.EPOCH)),
          shutdown,
          new Platform(
              () -> nowNanos,
              InstantSource.fixed(Instant.EPOCH),
              () -> 0.0,
              host -> CompletableFuture.completedFuture(List.of())));

  private Connector.Attempt attempt(Connector.AttemptListener outcome) {
    outcomes.add(outcome);
    return new IdleAttempt() {
      @Override
      public void cancel() {
        if (cancelHasDefect) {
          throw new IllegalStateException("a defect");
        }
      }
    };
  }

  /** The last attempt succeeds. */
  private ScriptedConnection isReached() {
    return isReached(outcomes.size() - 1);
  }

  private ScriptedConnection isReached(int attempt) {
    ScriptedConnection connection = new ScriptedConnection();
    outcomes.get(attempt).reached(connection);
    control.handleSignals();
    return connection;
  }

  private void fails() {
    outcomes.get(outcomes.size() - 1).failed("refused");
    control.handleSignals();
  }

  private void log() {
    ring.append("a".getBytes(US_ASCII), 1, 1024, new LongAdder());
    connections.pump();
  }

  private void passes(long nanos) {
    nowNanos += nanos;
    connections.looked(nowNanos);
    control.checkDeadlines();
    control.handleSignals();
  }

  /** Connects to the failover server; a probe and a liveness probe are due after 30 s. */
  private ScriptedConnection onFailoverServer() {
    passes(0);
    fails();
    return isReached();
  }

  @Test
  void isReachableBeforeTheSessionIsOpen() {
    sessions = () -> new RelpSession(100, SECOND);
    assertThat(control.isReachable()).isFalse();
    passes(0);
    ScriptedConnection connection = isReached();
    assertThat(control.isReachable()).isTrue();
    assertThat(connections.isConnected()).isFalse();
    connection.receives(RelpStory.OPEN_ANSWER);
    control.handleSignals();
    assertThat(connections.isConnected()).isTrue();
    connections.abandon();
    assertThat(control.isReachable()).isFalse();
  }

  @Test
  void closesAConnectionWhoseSessionWasNotOpened() {
    sessions = () -> new RelpSession(100, SECOND);
    passes(0);
    ScriptedConnection connection = isReached();
    connection.written();
    connection.ends();
    control.handleSignals();
    assertThat(connection.written()).endsWith("[closed]");
    assertThat(outcomes).as("the next server").hasSize(2);
  }

  @Test
  void drainsTheOldConnectionAtAFailback() {
    ScriptedConnection old = onFailoverServer();
    log();
    passes(30 * SECOND); // both probes start, first that of the primary
    ScriptedConnection probe = isReached(PROBE);
    passes(SECOND);
    assertThat(control.state().server()).isZero();
    assertThat(connections.isDraining()).isTrue();
    assertThat(old.written()).isEqualTo("a\n[end]");
    old.ends();
    assertThat(old.written()).isEqualTo("[closed]");
    log();
    assertThat(probe.written()).isEqualTo("a\n");
  }

  @Test
  void closesALivenessProbeThatDoesNotBecomeARenewal() {
    onFailoverServer();
    passes(30 * SECOND);
    ScriptedConnection livenessProbe = isReached(LIVENESS_PROBE); // nothing was written
    assertThat(livenessProbe.written()).isEqualTo("[closed]");
  }

  @Test
  void renewsAConnectionWithUnprovenMessages() {
    ScriptedConnection old = onFailoverServer();
    log();
    passes(30 * SECOND);
    ScriptedConnection livenessProbe = isReached(LIVENESS_PROBE);
    passes(SECOND);
    assertThat(old.written()).isEqualTo("a\n[end]");
    assertThat(livenessProbe.written()).isEmpty();
    assertThat(counters.renewals.sum()).isEqualTo(1);
    assertThat(control.state().server()).isEqualTo(1);
  }

  @Test
  void writesToTheConnectionInUseAgainIfTheOneToRenewItIsLost() {
    ScriptedConnection inUse = onFailoverServer();
    log();
    passes(30 * SECOND);
    ScriptedConnection livenessProbe = isReached(LIVENESS_PROBE);
    log();
    assertThat(inUse.written()).as("it rests").isEqualTo("a\n");
    livenessProbe.ends();
    control.handleSignals();
    connections.pump();
    assertThat(inUse.written()).isEqualTo("a\n");
  }

  @Test
  void probesThePrimaryAtOnceIfAnOperatorAsksForIt() {
    onFailoverServer();
    passes(0);
    assertThat(outcomes).hasSize(PROBE);
    requests.add(Trigger.PROBE_NOW);
    passes(0);
    assertThat(outcomes).as("the probe").hasSize(PROBE + 1);
    assertThat(control.state().server()).isEqualTo(1);
  }

  @Test
  void drainsTheConnectionInUseWhenEverythingIsWrittenAndStaysConnected() {
    ScriptedConnection connection = onFailoverServer();
    log();
    shutdown.request(Duration.ofSeconds(10));
    assertThat(shutdown.begins(nowNanos)).isTrue();
    control.signal(Signal.of(Trigger.ALL_WRITTEN, control.state().generation()));
    assertThat(connections.isConnected()).isFalse();
    assertThat(connections.isDraining()).isTrue();
    assertThat(control.state().phase().isConnected()).isTrue();
    passes(SECOND);
    assertThat(connection.written()).isEqualTo("a\n[end]");
  }

  @Test
  void closesAllConnectionsAtTheStop() {
    ScriptedConnection inUse = onFailoverServer();
    passes(30 * SECOND);
    control.signal(Trigger.STOP);
    assertThat(inUse.written()).isEqualTo("[closed]");
    assertThat(control.state().phase()).isEqualTo(Phase.STOPPED);
    assertThat(isReached(LIVENESS_PROBE).written())
        .as("one that comes too late")
        .isEqualTo("[closed]");
    assertThat(control.isReachable()).isFalse();
    assertThat(control.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void reportsNoSignalThatTheMachineIgnores() {
    onFailoverServer();
    long generation = control.state().generation();
    control.signal(new Signal(Trigger.CONNECT_FAILED, generation, "refused"));
    control.signal(new Signal(Trigger.CONNECTION_LOST, generation - 1, "reset"));
    assertThat(counters.connectFailures.sum()).as("the one of the primary").isEqualTo(1);
    assertThat(counters.connectionsLost.sum()).isZero();
  }

  @Test
  void closesEveryConnectionAlthoughNoAttemptCanBeCancelled() {
    ScriptedConnection inUse = onFailoverServer();
    passes(30 * SECOND);
    ScriptedConnection probe = new ScriptedConnection();
    outcomes.get(PROBE).reached(probe);
    ScriptedConnection livenessProbe = new ScriptedConnection();
    outcomes.get(LIVENESS_PROBE).reached(livenessProbe);
    cancelHasDefect = true;
    assertThatThrownBy(control::startOver).hasMessage("a defect");
    assertThat(probe.written()).isEqualTo("[closed]");
    assertThat(livenessProbe.written()).isEqualTo("[closed]");
    assertThat(inUse.written()).isEqualTo("[closed]");
    assertThat(control.state().phase()).isEqualTo(Phase.IDLE);
  }

  @Test
  void restartsWithoutItsOldConnections() {
    ScriptedConnection inUse = onFailoverServer();
    signals.add(Signal.of(Trigger.CONNECTION_LOST, control.state().generation()));
    control.startOver();
    assertThat(inUse.written()).isEqualTo("[closed]");
    assertThat(signals).isEmpty();
    passes(0);
    assertThat(outcomes).as("the primary again").hasSize(3);
    assertThat(control.state().server()).isZero();
  }
}
