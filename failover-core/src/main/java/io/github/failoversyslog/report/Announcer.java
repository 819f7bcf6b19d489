package io.github.failoversyslog.report;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.failover.Phase;
import io.github.failoversyslog.failover.ProbeStatus;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.State;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the machine's steps into counters and status lines: one line per change of server, and few
 * while nothing changes. Servers that accept connections and end them again are no change: such a
 * server is told of once a minute, until a connection proves stable. Neither is a primary whose
 * probes pass and which cannot be used for the same reason every time, such as a certificate that
 * has expired: it is told of once an hour. The renewal of a connection is no change either.
 */
public final class Announcer {
  private static final long REPEAT_NANOS = Duration.ofMinutes(1).toNanos();

  private static final long REFUSAL_REPEAT_NANOS = Duration.ofHours(1).toNanos();

  private final SenderConfig config;
  private final Counters counters;
  private final StatusReporter reporter;
  private final Map<Server, String> problems = new LinkedHashMap<>(); // not yet told
  private final Map<Server, Long> toldAtNanos = new HashMap<>(); // since one was last stable
  private String lastProbeProblem = "";
  private String refusal = ""; // why the primary, whose probes passed, could not be used
  private long refusalToldAtNanos;
  private final Set<Server> withoutReceipts = new HashSet<>(); // and told of
  private boolean renewalFailureTold; // of the server in use, since a renewal last succeeded
  private Optional<Server> lastUsed = Optional.empty();
  private Optional<Server> lastTold = Optional.empty();
  private boolean untold; // the connection in use has not been told of
  private long noServerReportedAtNanos;
  private int silentRounds;
  private boolean noServer;

  /** Written by the loop, read by any thread. */
  private volatile Optional<Server> current = Optional.empty();

  public Announcer(SenderConfig config, Counters counters, StatusReporter reporter) {
    this.config = config;
    this.counters = counters;
    this.reporter = reporter;
  }

  /** The server in use. Any thread. */
  public Optional<Server> current() {
    return current;
  }

  /**
   * @param signal that led from one state to the other
   */
  public void announce(State before, Signal signal, State after, long nowNanos) {
    String reason = signal.reason();
    switch (signal.trigger()) {
      case CONNECT_FAILED -> {
        counters.connectFailures.increment();
        problems.put(server(before), reason);
      }
      case CONNECTION_LOST -> {
        counters.connectionsLost.increment();
        problems.put(server(before), "lost (" + reason + ")");
      }
      case LIVENESS_FAILED -> livenessFailed(before, after, reason);
      case PROBE_PASSED -> probePassed(before);
      case PROBE_FAILED -> probeFailed(before, reason, nowNanos);
      case RENEWAL_FAILED -> renewalFailed(before, reason);
      case RECEIPT_GIVEN -> withoutReceipts.remove(server(before));
      case RECEIPT_MISSED -> receiptMissed(before, after);
      case START,
          CONNECTED,
          TIMER,
          PROBE_READY,
          LIVENESS_PASSED,
          RENEWAL_READY,
          RESTED,
          RECEIPT_OVERDUE,
          RETRY_NOW,
          ALL_WRITTEN,
          STOP -> {}
    }
    boolean connectedNow = after.phase().isConnected();
    current = connectedNow ? Optional.of(server(after)) : Optional.empty();
    boolean another = before.generation() != after.generation();
    if (before.isRenewedBy(after)) {
      renewalFailureTold = false;
    } else if (connectedNow && (another || !before.phase().isConnected())) {
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
      problems.put(server(before), "lost (does not answer: " + reason + ")");
    } else if (!before.isUnanswered() && after.isUnanswered()) {
      reporter.report(
          Status.Kind.UNANSWERED,
          "liveness probes of "
              + server(before)
              + " failed twice in a row ("
              + reason
              + "); there is no other server, so the connection in use goes on");
    }
  }

  private void renewalFailed(State before, String reason) {
    if (config.canRenew() && !renewalFailureTold) {
      renewalFailureTold = true;
      reporter.report(
          Status.Kind.NO_RECEIPT,
          "a second connection to "
              + server(before)
              + " failed ("
              + reason
              + "), so there is no receipt yet; the connection in use goes on");
    }
  }

  private void receiptMissed(State before, State after) {
    boolean givenUp = !before.isWithoutReceipts() && after.isWithoutReceipts();
    if (givenUp && withoutReceipts.add(server(before))) {
      reporter.report(
          Status.Kind.NO_RECEIPT,
          server(before)
              + " did not close a connection that had ended, twice in a row, so it gives no receipts;"
              + " resendWindow applies, and the connection is not renewed before it was lost");
    }
  }

  private void connected(State before, State after, long nowNanos) {
    Server server = server(after);
    counters.connects.increment();
    renewalFailureTold &= lastUsed.filter(server::equals).isPresent();
    lastProbeProblem = "";
    refusal = "";
    boolean failedBack =
        before.probes().isOpen() && before.probes().generation() == after.generation();
    if (failedBack) {
      counters.failbacks.increment();
      told(
          Status.Kind.FAILED_BACK,
          server
              + " is well again ("
              + before.probes().passed()
              + " of "
              + required()
              + " probes passed in a row); sending to it",
          server);
    } else {
      counters.failovers.add(lastUsed.isPresent() && !lastUsed.get().equals(server) ? 1 : 0);
      Long toldBefore = toldAtNanos.get(server);
      untold = toldBefore != null && nowNanos - toldBefore < REPEAT_NANOS;
      if (!untold) {
        tell(after);
      }
    }
    if (!untold) {
      toldAtNanos.put(server, nowNanos);
    }
    lastUsed = Optional.of(server);
  }

  private void tell(State after) {
    Server server = server(after);
    boolean another = lastTold.map(last -> !last.equals(server)).orElse(after.server() != 0);
    Status.Kind kind = another ? Status.Kind.FAILED_OVER : Status.Kind.RECONNECTED;
    told(
        problems.isEmpty() ? Status.Kind.CONNECTED : kind,
        problems() + "sending to " + server + probing(after),
        server);
  }

  private void told(Status.Kind kind, String text, Server server) {
    reporter.report(kind, text);
    lastTold = Optional.of(server);
    problems.clear();
    untold = false;
  }

  private void stable(State after) {
    if (untold) {
      tell(after);
    }
    toldAtNanos.clear();
    noServer = false;
    silentRounds = 0;
  }

  private String problems() {
    StringBuilder text = new StringBuilder();
    problems.forEach(
        (server, problem) -> text.append(server).append(' ').append(problem).append("; "));
    return text.toString();
  }

  private String probing(State after) {
    return config
        .failback()
        .filter(failback -> after.server() != 0)
        .map(
            failback ->
                "; probing "
                    + config.primary()
                    + " every "
                    + seconds(failback.tcpProbeInterval().toNanos()))
        .orElse("");
  }

  private void probePassed(State before) {
    counters.probesPassed.increment();
    lastProbeProblem = "";
    if (!refusal.isEmpty()) {
      return; // that probes pass was told of before
    }
    int passed = before.probes().passed() + 1;
    reporter.report(
        Status.Kind.PROBE_PASSED,
        "probe of " + config.primary() + " passed (" + passed + " of " + required() + ")");
  }

  private void probeFailed(State before, String reason, long nowNanos) {
    counters.probesFailed.increment();
    boolean refused = before.probes().status() != ProbeStatus.RUNNING;
    boolean told =
        refused
            ? reason.equals(refusal) && nowNanos - refusalToldAtNanos < REFUSAL_REPEAT_NANOS
            : reason.equals(lastProbeProblem);
    refusal = refused ? reason : "";
    lastProbeProblem = reason;
    if (!told) {
      refusalToldAtNanos = nowNanos;
      reporter.report(
          Status.Kind.PROBE_FAILED,
          "probe of "
              + config.primary()
              + " failed ("
              + reason
              + "); "
              + required()
              + " in a row have to pass");
    }
  }

  private void allFailed(long nowNanos, State after) {
    boolean repeatDue = nowNanos - noServerReportedAtNanos >= REPEAT_NANOS;
    if (noServer && !repeatDue) {
      silentRounds++;
      return;
    }
    String rounds = silentRounds > 0 ? " (and " + silentRounds + " rounds before)" : "";
    reporter.report(
        Status.Kind.NO_SERVER,
        "no server can be used: "
            + problems()
            + "events wait in the buffer; next try in "
            + seconds(after.untilNanos() - nowNanos)
            + rounds);
    noServer = true;
    noServerReportedAtNanos = nowNanos;
    silentRounds = 0;
  }

  private int required() {
    return config.failback().map(failback -> failback.successfulProbesRequired()).orElse(0);
  }

  private Server server(State state) {
    return config.servers().get(state.server());
  }

  private static String seconds(long nanos) {
    return nanos % 1_000_000_000 == 0 ? nanos / 1_000_000_000 + " s" : nanos / 1_000_000 + " ms";
  }
}
