package io.github.failoversyslog.engine;

import io.github.failoversyslog.SenderConfig;
import io.github.failoversyslog.Server;
import io.github.failoversyslog.Status;
import io.github.failoversyslog.failover.Phase;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.failover.State;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the machine's steps into counters and status lines: one line per change of server, and few
 * while nothing changes.
 */
final class Announcer {
  private static final long REPEAT_NANOS = Duration.ofMinutes(1).toNanos();

  private final SenderConfig config;
  private final Counters counters;
  private final StatusReporter reporter;
  private final Map<Server, String> problems =
      new LinkedHashMap<>(); // since a connection was last made
  private String lastProbeProblem = "";
  private Optional<Server> lastUsed = Optional.empty();
  private long noServerReportedAtNanos;
  private int silentRounds;
  private boolean noServer;
  private volatile Optional<Server> current = Optional.empty(); // read by any thread

  Announcer(SenderConfig config, Counters counters, StatusReporter reporter) {
    this.config = config;
    this.counters = counters;
    this.reporter = reporter;
  }

  /** The server in use. Any thread. */
  Optional<Server> current() {
    return current;
  }

  /**
   * @param reason what went wrong, for the events that tell of it
   */
  void announce(State before, Signal signal, String reason, State after) {
    switch (signal.event()) {
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
      case PROBE_FAILED -> probeFailed(reason);
      case START, CONNECTED, TIMER, PROBE_READY, LIVENESS_PASSED, STOP -> {}
    }
    boolean connectedNow = after.phase().isConnected();
    if (connectedNow
        && (!before.phase().isConnected() || before.generation() != after.generation())) {
      connected(before, after);
    } else if (after.phase() == Phase.WAITING && before.phase() != Phase.WAITING) {
      allFailed(signal.nowNanos(), after);
    }
    current = connectedNow ? Optional.of(server(after)) : Optional.empty();
  }

  private void livenessFailed(State before, State after, String reason) {
    if (before.generation() != after.generation()) {
      counters.connectionsLost.increment();
      problems.put(server(before), "lost (does not answer: " + reason + ")");
    }
  }

  private void connected(State before, State after) {
    Server server = server(after);
    counters.connects.increment();
    boolean another = lastUsed.isPresent() && !lastUsed.get().equals(server);
    if (before.probes().isOpen() && before.probes().generation() == after.generation()) {
      counters.failbacks.increment();
      reporter.report(
          Status.Kind.FAILED_BACK,
          server
              + " is well again ("
              + before.probes().passed()
              + " of "
              + required()
              + " probes passed in a row); sending to it");
    } else if (another) {
      counters.failovers.increment();
      reporter.report(
          Status.Kind.FAILED_OVER, problems() + "sending to " + server + probing(after));
    } else {
      reporter.report(Status.Kind.CONNECTED, problems() + "sending to " + server + probing(after));
    }
    lastUsed = Optional.of(server);
    lastProbeProblem = "";
    problems.clear();
    noServer = false;
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
    int passed = before.probes().passed() + 1;
    reporter.report(
        Status.Kind.PROBE_PASSED,
        "probe of " + config.primary() + " passed (" + passed + " of " + required() + ")");
  }

  private void probeFailed(String reason) {
    counters.probesFailed.increment();
    if (!reason.equals(lastProbeProblem)) {
      lastProbeProblem = reason;
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
