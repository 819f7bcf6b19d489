package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.Books.check;
import static io.github.failoversyslog.failover.Rules.PRIMARY;

import io.github.failoversyslog.failover.Books.Link;
import org.jspecify.annotations.Nullable;

/** What the books say about a state of the machine, and about the server that it chose. */
final class BooksCheck {

  private BooksCheck() {}

  static boolean isCurrent(Books books, State state, Trigger trigger, long generation) {
    return switch (trigger) {
      case START -> state.phase() == Phase.IDLE;
      case TIMER, PROBE_NOW, FAIL_BACK_NOW, RETRY_NOW, STOP -> state.phase() != Phase.STOPPED;
      case CONNECTED, CONNECT_FAILED -> isOf(books.connecting, generation);
      case CONNECTION_LOST -> isOf(books.inUse, generation);
      case PROBE_PASSED -> isOf(books.probe, generation) && !books.probeHasPassed;
      case PROBE_READY ->
          isOf(books.probe, generation) && books.probeHasPassed && !books.probeIsReady;
      case PROBE_FAILED -> isOf(books.probe, generation);
      case LIVENESS_PASSED, LIVENESS_FAILED, LIVENESS_UNKNOWN ->
          isOf(books.livenessProbe, generation) && !books.livenessProbeHasPassed;
      case RENEWAL_READY ->
          isOf(books.livenessProbe, generation)
              && books.livenessProbeHasPassed
              && !books.renewalIsReady;
      case RENEWAL_FAILED -> isOf(books.livenessProbe, generation);
      case RESTED -> isOf(books.inUse, generation) && books.resting;
      case RECEIPT_GIVEN, RECEIPT_MISSED, RECEIPT_OVERDUE, ALL_WRITTEN ->
          isOf(books.inUse, generation);
    };
  }

  private static boolean isOf(@Nullable Link link, long generation) {
    return link != null && link.generation() == generation;
  }

  /**
   * The next server is the one after the server that was left; with failback, the primary exactly
   * if all failover servers have failed in this round.
   *
   * @param left the server that was in use or being connected, if any
   */
  static void checkWay(Books books, Trigger trigger, @Nullable Link left, State next) {
    Rules rules = books.rules;
    if (trigger == Trigger.START) {
      check(next.server() == PRIMARY, "the primary is first");
      return;
    }
    if (left == null) {
      return; // the end of a wait: this server was checked when it began
    }
    boolean turnOfPrimary =
        rules.failback() && left.server() != PRIMARY && haveAllFailoverServersFailed(books);
    int expected = turnOfPrimary ? PRIMARY : next(books, left.server());
    check(next.server() == expected, "the next server of the list");
  }

  private static int next(Books books, int server) {
    return books.rules.failback() && server == PRIMARY
        ? books.afterPrimary
        : serverAfter(books.rules, server);
  }

  static int serverAfter(Rules rules, int server) {
    if (rules.failback()) {
      return server % (rules.servers() - 1) + 1; // the first failover server after the last
    }
    return (server + 1) % rules.servers();
  }

  private static boolean haveAllFailoverServersFailed(Books books) {
    int all = (1 << books.rules.servers()) - 1;
    return (books.failedInThisRound | 1 << PRIMARY) == all;
  }

  static void checkState(Books books, State before, @Nullable Link left, State next) {
    checkConnection(books, next);
    checkProbes(books, next);
    checkLiveness(books, next);
    check(next.isResting() == books.resting, "REST, then RESUME, adoption or loss");
    check(next.followsLoss() == books.followsLoss, "whether a loss came before");
    check(next.lastGeneration() >= before.lastGeneration(), "generations grow");
    if (next.phase() == Phase.WAITING && before.phase() != Phase.WAITING) {
      int all = (1 << books.rules.servers()) - 1;
      check(books.failedInThisRound == all, "every server failed before a wait");
      check(
          left != null && next.server() == serverAfter(books.rules, left.server()), "next server");
      books.startsRound();
      books.failedRounds++;
    }
    check(
        next.phase() == Phase.STOPPED || next.round().failedRounds() == books.failedRounds,
        "failed rounds");
  }

  private static void checkConnection(Books books, State next) {
    check(next.phase().isConnected() == (books.inUse != null), "a connection in use");
    check((next.phase() == Phase.CONNECTING) == (books.connecting != null), "an attempt");
    Link link = books.inUse != null ? books.inUse : books.connecting;
    check(next.generation() == (link == null ? State.NO_GENERATION : link.generation()), "its own");
    check(link == null || next.server() == link.server(), "the server of the connection");
    if (next.phase() == Phase.UNPROVEN) {
      long stableAt = Books.present(books.inUse).sinceNanos() + books.rules.stableAfterNanos();
      check(next.untilNanos() == stableAt, "stable after its time");
    }
  }

  private static void checkProbes(Books books, State next) {
    Probes probes = next.probes();
    check(probes.isOpen() == (books.probe != null), "a probe");
    if (books.probe != null) {
      check(probes.generation() == books.probe.generation(), "the probe's generation");
      check(probes.atNanos() == books.probe.sinceNanos(), "the probe's start");
      check((probes.status() == ProbeStatus.RUNNING) != books.probeHasPassed, "running or passed");
    }
    boolean onPrimary = books.inUse != null && books.inUse.server() == PRIMARY;
    check(probes.status() == ProbeStatus.OFF || !onPrimary, "no probes while on the primary");
    check(probes.passed() <= books.rules.probesRequired(), "count at most as required");
    if (next.phase() != Phase.STOPPED) {
      check(probes.passed() == books.probesInARow, "passed probes in a row");
    }
  }

  private static void checkLiveness(Books books, State next) {
    Liveness liveness = next.liveness();
    check(liveness.isOpen() == (books.livenessProbe != null), "a liveness probe");
    if (books.livenessProbe != null) {
      check(liveness.generation() == books.livenessProbe.generation(), "its generation");
      check(liveness.atNanos() == books.livenessProbe.sinceNanos(), "its start");
    }
    boolean connected = books.inUse != null;
    check(liveness.failures() == (connected ? books.livenessFailuresInARow : 0), "failures");
    check(
        liveness.renewals().receiptsMissed() == (connected ? books.receiptsMissedInARow : 0),
        "missed receipts");
  }
}
