package io.github.failoversyslog.report;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.failover.Phase;
import io.github.failoversyslog.failover.ProbeStatus;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.ServerChange;
import io.github.failoversyslog.status.Status;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Turns the machine's steps into counters and status lines: one line per change of server. Repeated
 * lines are limited: a server that accepts and closes connections is reported once a minute until a
 * connection is stable, and so is the failure of all servers after it; a primary that passes its
 * probes but cannot be used, always for the same reason such as an expired certificate, once an
 * hour. Renewals of a connection are not reported; a failed one is reported once until one
 * succeeds.
 */
public final class Announcer {
  private static final long REPEAT_NANOS = Duration.ofMinutes(1).toNanos();

  private static final long REFUSAL_REPEAT_NANOS = Duration.ofHours(1).toNanos();

  private final SenderConfig config;
  private final Counters counters;
  private final StatusReporter reporter;
  private final ServerChanges changes;
  private final Problems problems = new Problems(); // not yet reported
  private final Map<Server, Long> reportedAtNanos =
      new HashMap<>(); // since a connection was last stable
  private String lastProbeProblem = "";
  private String primaryRefusal = ""; // why the primary, whose probes passed, could not be used
  private long refusalReportedAtNanos;
  private final Set<Server> withoutReceipts = new HashSet<>(); // already reported
  private boolean unprobedReported; // that the server in use cannot be probed, since it last was
  private boolean renewalFailureReported; // for the server in use, since the last success
  private Optional<Server> lastUsed = Optional.empty();
  private Optional<Server> lastReported = Optional.empty();
  private boolean unreported; // the connection in use is not reported yet
  private long noServerReportedAtNanos;
  private int unreportedRounds;
  private boolean allServersFailed; // reported since the last report of a server in use

  /** Written by the loop, read by any thread. */
  private volatile Optional<Server> current = Optional.empty();

  public Announcer(
      SenderConfig config, Counters counters, StatusReporter reporter, InstantSource wallClock) {
    this.config = config;
    this.counters = counters;
    this.reporter = reporter;
    this.changes = new ServerChanges(counters, wallClock);
  }

  /** The server in use. Any thread. */
  public Optional<Server> current() {
    return current;
  }

  /** The last failover or failback, if there was one. Any thread. */
  public Optional<ServerChange> lastChange() {
    return changes.last();
  }

  /**
   * Offers the last failover or failback whose status line was reported, if it was not taken yet:
   * the same object each time, whose {@code repeated} counts from the last one that was taken.
   * Loop's thread only.
   *
   * @param take returns whether it takes the change
   */
  public void offerReportedChange(Predicate<ServerChange> take) {
    changes.offerReported(take);
  }

  /**
   * Counts and reports a step. Loop's thread only.
   *
   * @param signal that led from the one state to the other
   */
  public void announce(State before, Signal signal, State after, long nowNanos) {
    String reason = signal.reason();
    switch (signal.trigger()) {
      case CONNECT_FAILED -> {
        counters.connectFailures.increment();
        problems.notConnected(server(before), reason);
      }
      case CONNECTION_LOST -> {
        counters.connectionsLost.increment();
        problems.lost(server(before), reason);
      }
      case LIVENESS_FAILED -> livenessFailed(before, after, reason);
      case PROBE_PASSED -> probePassed(before);
      case PROBE_FAILED -> probeFailed(before, reason, nowNanos);
      case LIVENESS_UNKNOWN -> notProbed(before, reason);
      case RENEWAL_FAILED -> renewalFailed(before, reason);
      case LIVENESS_PASSED -> unprobedReported = false;
      case RECEIPT_GIVEN -> withoutReceipts.remove(server(before));
      case RECEIPT_MISSED -> receiptMissed(before, after);
      case START,
          CONNECTED,
          TIMER,
          PROBE_READY,
          RENEWAL_READY,
          RESTED,
          RECEIPT_OVERDUE,
          PROBE_NOW,
          FAIL_BACK_NOW,
          RETRY_NOW,
          ALL_WRITTEN,
          STOP -> {}
    }
    boolean connectedNow = after.phase().isConnected();
    if (!connectedNow) {
      current = Optional.empty();
    }
    boolean otherConnection = before.generation() != after.generation();
    if (before.isRenewedBy(after)) {
      renewalFailureReported = false;
    } else if (connectedNow && (otherConnection || !before.phase().isConnected())) {
      connected(before, after, nowNanos);
    } else if (after.phase() == Phase.WAITING && before.phase() != Phase.WAITING) {
      allFailed(nowNanos, after);
    }
    if (after.phase() == Phase.STABLE && before.phase() != Phase.STABLE) {
      stable(after);
    }
  }

  private void livenessFailed(State before, State after, String reason) {
    if (before.generation() != after.generation()) {
      counters.connectionsLost.increment();
      problems.lostByLiveness(server(before), reason);
    } else if (!before.isUnanswered() && after.isUnanswered()) {
      reporter.report(ServerLines.livenessFailed(server(before), reason));
    }
  }

  private void notProbed(State before, String reason) {
    if (!unprobedReported) {
      unprobedReported = true;
      reporter.report(ServerLines.notProbed(server(before), reason));
    }
  }

  private void renewalFailed(State before, String reason) {
    if (config.canRenew() && !renewalFailureReported) {
      renewalFailureReported = true;
      reporter.report(ServerLines.renewalFailed(server(before), reason));
    }
  }

  private void receiptMissed(State before, State after) {
    boolean givenUp = !before.isWithoutReceipts() && after.isWithoutReceipts();
    if (givenUp && withoutReceipts.add(server(before))) {
      reporter.report(ServerLines.noReceipts(server(before)));
    }
  }

  private void connected(State before, State after, long nowNanos) {
    Server server = server(after);
    counters.connects.increment();
    unprobedReported &= lastUsed.filter(server::equals).isPresent();
    renewalFailureReported &= lastUsed.filter(server::equals).isPresent();
    lastProbeProblem = "";
    primaryRefusal = "";
    boolean byProbe =
        before.probes().isOpen() && before.probes().generation() == after.generation();
    boolean otherServer = lastUsed.isPresent() && !lastUsed.get().equals(server);
    if (!otherServer) {
      current = Optional.of(server);
    }
    if (byProbe && otherServer) {
      counters.failbacks.increment();
      String recovered = ProbeReports.recovered(before, server, required());
      changed(ServerChange.Kind.FAILBACK, server, recovered);
      recordReported(ServerLines.failedBack(recovered), server);
    } else {
      if (otherServer) {
        counters.failovers.increment();
        changed(ServerChange.Kind.FAILOVER, server, failoverReason());
      }
      Long lastReportNanos = reportedAtNanos.get(server);
      unreported = lastReportNanos != null && nowNanos - lastReportNanos < REPEAT_NANOS;
      if (!unreported) {
        reportConnection(after);
      }
    }
    if (!unreported) {
      reportedAtNanos.put(server, nowNanos);
    }
    lastUsed = Optional.of(server);
  }

  private String failoverReason() {
    return problems.isEmpty() ? OwnTexts.startedOver() : problems.text();
  }

  private void changed(ServerChange.Kind kind, Server to, String reason) {
    ServerChange change = changes.add(kind, lastUsed.orElseThrow(), to, reason);
    current = Optional.of(to); // who sees this sees the change and its counter, too
    reporter.changed(change);
  }

  private void reportConnection(State after) {
    Server server = server(after);
    boolean otherServer =
        lastReported.map(last -> !last.equals(server)).orElse(after.server() != 0);
    String probing = probing(after);
    Status line;
    if (problems.isEmpty()) {
      line = ServerLines.connected(server, probing);
    } else if (otherServer) {
      line = ServerLines.failedOver(problems.text(), server, probing);
    } else {
      line = ServerLines.reconnected(problems.text(), server, probing);
    }
    recordReported(line, server);
  }

  private void recordReported(Status line, Server server) {
    reporter.report(line);
    changes.lineReported();
    lastReported = Optional.of(server);
    problems.clear();
    unreported = false;
    allServersFailed = false; // the end of this connection is to be reported at once
  }

  private void stable(State after) {
    if (unreported) {
      reportConnection(after);
    }
    reportedAtNanos.clear();
    unreportedRounds = 0;
  }

  private String probing(State after) {
    return config
        .failback()
        .filter(failback -> after.server() != 0)
        .map(failback -> ServerLines.probing(config.primary(), failback.tcpProbeInterval()))
        .orElse("");
  }

  private void probePassed(State before) {
    counters.probesPassed.increment();
    lastProbeProblem = "";
    if (!primaryRefusal.isEmpty()) {
      return; // passed probes have been reported already
    }
    reporter.report(ProbeReports.passed(before, config.primary(), required()));
  }

  private void probeFailed(State before, String reason, long nowNanos) {
    counters.probesFailed.increment();
    boolean refused = before.probes().status() != ProbeStatus.RUNNING;
    boolean alreadyReported =
        refused
            ? reason.equals(primaryRefusal)
                && nowNanos - refusalReportedAtNanos < REFUSAL_REPEAT_NANOS
            : reason.equals(lastProbeProblem);
    primaryRefusal = refused ? reason : "";
    lastProbeProblem = reason;
    if (!alreadyReported) {
      refusalReportedAtNanos = nowNanos;
      reporter.report(ProbeReports.failed(before, config.primary(), reason, required()));
    }
  }

  private void allFailed(long nowNanos, State after) {
    boolean repeatDue = nowNanos - noServerReportedAtNanos >= REPEAT_NANOS;
    if (allServersFailed && !repeatDue) {
      unreportedRounds++;
      return;
    }
    Duration delay = Duration.ofNanos(after.untilNanos() - nowNanos);
    String earlierRounds = unreportedRounds > 0 ? ServerLines.earlierRounds(unreportedRounds) : "";
    reporter.report(ServerLines.noServer(problems.text(), delay, earlierRounds));
    allServersFailed = true;
    noServerReportedAtNanos = nowNanos;
    unreportedRounds = 0;
  }

  private int required() {
    return config.failback().map(failback -> failback.successfulProbesRequired()).orElse(0);
  }

  private Server server(State state) {
    return config.servers().get(state.server());
  }
}
