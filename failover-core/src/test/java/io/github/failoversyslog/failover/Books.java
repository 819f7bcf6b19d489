package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.Rules.PRIMARY;

import org.jspecify.annotations.Nullable;

/**
 * The record of what the machine was told and what it ordered, kept from signals and actions and
 * not from the machine's own counts. Every step is checked against it: the guarantees of the rules
 * hold, every action has its object, and the machine's state agrees.
 */
final class Books {
  static final int ENOUGH_FAILURES = 2; // of liveness probes, and of receipts

  final Rules rules;
  @Nullable Link inUse;
  @Nullable Link connecting;
  @Nullable Link probe;
  @Nullable Link livenessProbe;
  boolean probeHasPassed;
  boolean probeIsReady;
  boolean livenessProbeHasPassed;
  boolean renewalIsReady;
  boolean resting;
  boolean followsLoss;
  boolean failbackRequested; // by an operator, and not yet done or failed
  int probesInARow;
  int livenessFailuresInARow; // capped
  int receiptsMissedInARow; // capped
  int failedInThisRound; // a bit for each server
  boolean primaryLostInThisRound; // before it was stable
  int afterPrimary = 1; // with failback, whose turn is after the primary
  int failedRounds;

  /** A connection, or an attempt to make one. */
  record Link(int server, long generation, long sinceNanos) {}

  Books(Rules rules) {
    this.rules = rules;
  }

  /** Whether the machine has to act on the signal, or at least must not call it outdated. */
  boolean isCurrent(State state, Trigger trigger, long generation) {
    return BooksCheck.isCurrent(this, state, trigger, generation);
  }

  /**
   * Records a step for a current signal.
   *
   * @throws AssertionError if it breaks a rule
   */
  void follow(State before, Trigger trigger, Conditions now, Step step) {
    Link left = inUse != null ? inUse : connecting;
    note(trigger, now, step.state());
    for (Action action : step.actions()) {
      perform(action, trigger, left, now, step);
    }
    boolean silent =
        trigger == Trigger.LIVENESS_FAILED && livenessFailuresInARow == ENOUGH_FAILURES;
    boolean leaves = step.actions().contains(Action.ABANDON_CONNECTION);
    check(leaves == (silent && rules.servers() > 1), "a silent server is left for another one");
    BooksCheck.checkState(this, before, left, step.state());
  }

  private void note(Trigger trigger, Conditions now, State next) {
    switch (trigger) {
      case CONNECT_FAILED -> failed(present(connecting).server());
      case CONNECTION_LOST -> lost(now);
      case PROBE_PASSED -> {
        probesInARow = Math.min(probesInARow + 1, rules.probesRequired());
        probeHasPassed = true;
      }
      case PROBE_READY -> probeIsReady = true;
      case PROBE_FAILED -> {
        probesInARow = 0;
        failbackRequested = false;
      }
      case LIVENESS_PASSED -> livenessPassed(now, next);
      case LIVENESS_FAILED ->
          livenessFailuresInARow = Math.min(livenessFailuresInARow + 1, ENOUGH_FAILURES);
      case RENEWAL_READY -> renewalIsReady = true;
      case RENEWAL_FAILED -> livenessFailuresInARow = 0;
      case RECEIPT_GIVEN -> receiptsMissedInARow = 0;
      case RECEIPT_MISSED ->
          receiptsMissedInARow = Math.min(receiptsMissedInARow + 1, ENOUGH_FAILURES);
      case TIMER, PROBE_NOW, FAIL_BACK_NOW -> {
        if (inUse != null && isProven(inUse, now)) {
          startsFreshRound();
        }
        failbackRequested |= trigger == Trigger.FAIL_BACK_NOW && next.probes().requested();
      }
      case START, CONNECTED, LIVENESS_UNKNOWN, RESTED, RECEIPT_OVERDUE, RETRY_NOW -> {}
      case ALL_WRITTEN, STOP -> {}
    }
  }

  private void livenessPassed(Conditions now, State next) {
    livenessFailuresInARow = 0;
    livenessProbeHasPassed = next.liveness().isOpen();
    long startedAt = present(livenessProbe).sinceNanos();
    boolean due = startedAt >= next.liveness().renewals().notBeforeNanos();
    boolean useful = rules.renewals() && now.renewable() && receiptsMissedInARow < ENOUGH_FAILURES;
    check(livenessProbeHasPassed == (useful && due), "a renewal exactly if it is due and useful");
  }

  private void use(Link link, Conditions now) {
    check(inUse == null || resting || link.server() == PRIMARY, "one connection in use");
    inUse = new Link(link.server(), link.generation(), now.nanos());
    livenessFailuresInARow = 0;
    receiptsMissedInARow = 0;
    if (link.server() == PRIMARY) {
      probesInARow = 0;
      failbackRequested = false;
    }
  }

  private boolean isProven(Link link, Conditions now) {
    return now.nanos() - link.sinceNanos() >= rules.stableAfterNanos();
  }

  private void startsFreshRound() {
    startsRound();
    failedRounds = 0;
  }

  void startsRound() {
    failedInThisRound = 0;
    primaryLostInThisRound = false;
    afterPrimary = 1;
  }

  private void lost(Conditions now) {
    Link lost = present(inUse);
    if (isProven(lost, now)) {
      startsFreshRound();
      probesInARow = lost.server() == PRIMARY ? 0 : probesInARow;
    } else {
      failed(lost.server());
      primaryLostInThisRound |= rules.failback() && lost.server() == PRIMARY;
    }
    inUse = null;
    resting = false;
    followsLoss = true;
  }

  private void failed(int server) {
    boolean again = (failedInThisRound & 1 << server) != 0;
    check(!again || (rules.failback() && server == PRIMARY), "one try of every server in a round");
    failedInThisRound |= 1 << server;
    if (server == PRIMARY) {
      probesInARow = 0;
    }
  }

  private void perform(
      Action action, Trigger trigger, @Nullable Link left, Conditions now, Step step) {
    State next = step.state();
    switch (action) {
      case CONNECT -> connect(trigger, left, now, next);
      case DROP_CONNECT -> dropConnect(trigger);
      case USE_CONNECTION -> {
        check(trigger == Trigger.CONNECTED, "used when connected");
        use(present(connecting), now);
        connecting = null;
      }
      case ABANDON_CONNECTION -> {
        check(livenessFailuresInARow == ENOUGH_FAILURES, "two failures before it is abandoned");
        lost(now);
      }
      case DRAIN_CONNECTION -> {
        check(trigger == Trigger.ALL_WRITTEN, "drained only when all is written");
        present(inUse);
      }
      case START_PROBE -> startProbe(now, next);
      case DROP_PROBE -> {
        present(probe);
        probe = null;
      }
      case COMPLETE_PROBE -> {
        present(probe);
        check(probeHasPassed, "completed after it has passed");
      }
      case ADOPT_PROBE -> adoptProbe(trigger, left, now);
      case START_LIVENESS_PROBE -> startLivenessProbe(now, next);
      case DROP_LIVENESS_PROBE -> {
        present(livenessProbe);
        livenessProbe = null;
      }
      case COMPLETE_RENEWAL -> {
        present(livenessProbe);
        check(livenessProbeHasPassed, "completed after it has passed");
      }
      case REST -> rest();
      case RESUME -> {
        check(resting, "resumed after a rest");
        resting = false;
      }
      case ADOPT_RENEWAL -> adoptRenewal(trigger);
      case CLOSE_ALL -> closeAll(trigger);
    }
  }

  private void connect(Trigger trigger, @Nullable Link left, Conditions now, State next) {
    check(inUse == null, "a connection in use is not left");
    check(connecting == null, "one attempt at a time");
    BooksCheck.checkWay(this, trigger, left, next);
    connecting = new Link(next.server(), next.generation(), now.nanos());
  }

  private void dropConnect(Trigger trigger) {
    boolean toPrimary = present(connecting).server() == PRIMARY;
    boolean lasts = toPrimary || failbackRequested || !primaryLostInThisRound;
    check(
        trigger == Trigger.CONNECT_FAILED || lasts,
        "a primary that does not last interrupts no attempt");
    connecting = null;
  }

  private void startProbe(Conditions now, State next) {
    check(rules.failback(), "probes only with failback");
    check(probe == null, "one probe at a time");
    check(inUse == null || inUse.server() != PRIMARY, "no probe of the server in use");
    probe = new Link(PRIMARY, next.probes().generation(), now.nanos());
    probeHasPassed = false;
    probeIsReady = false;
  }

  private void adoptProbe(Trigger trigger, @Nullable Link left, Conditions now) {
    boolean enough = probesInARow >= rules.probesRequired() || failbackRequested;
    check(probeIsReady, "adopted when complete");
    check(enough || inUse == null, "a good reason to fail back");
    check(inUse == null || trigger == Trigger.RESTED, "a rest before a failback");
    check(inUse != null || connecting == null, "the attempt is dropped first");
    followsLoss &= inUse == null;
    resting = false;
    use(present(probe), now);
    probe = null;
    boolean proven = trigger != Trigger.PROBE_READY && left != null && isProven(left, now);
    if (proven) {
      startsFreshRound();
    } else if (left != null && left.server() != PRIMARY) {
      boolean lost = trigger == Trigger.CONNECTION_LOST;
      afterPrimary = lost ? BooksCheck.serverAfter(rules, left.server()) : left.server();
    }
  }

  private void startLivenessProbe(Conditions now, State next) {
    check(rules.servers() > 1 || rules.renewals(), "liveness probes only if useful");
    check(rules.livenessIntervalNanos() > 0, "liveness probes only if configured");
    check(livenessProbe == null, "one liveness probe at a time");
    check(!resting, "no liveness probe while the connection in use rests");
    int server = present(inUse).server();
    livenessProbe = new Link(server, next.liveness().generation(), now.nanos());
    livenessProbeHasPassed = false;
    renewalIsReady = false;
  }

  private void rest() {
    present(inUse);
    check(!resting, "one rest at a time");
    boolean forProbe = probe != null && probeIsReady;
    boolean forRenewal = livenessProbe != null && renewalIsReady;
    check(forProbe || forRenewal, "a rest for something");
    resting = true;
  }

  /** The renewal replaces the old connection, with its age. */
  private void adoptRenewal(Trigger trigger) {
    check(trigger == Trigger.RESTED && resting, "a rest before a renewal");
    check(renewalIsReady, "a renewal that is ready");
    Link renewal = present(livenessProbe);
    Link old = present(inUse);
    check(renewal.server() == old.server(), "never another server");
    inUse = new Link(renewal.server(), renewal.generation(), old.sinceNanos());
    livenessProbe = null;
    resting = false;
  }

  private void closeAll(Trigger trigger) {
    check(trigger == Trigger.STOP, "closed by a stop");
    inUse = null;
    connecting = null;
    probe = null;
    livenessProbe = null;
    resting = false;
  }

  /**
   * @throws AssertionError if there is no such connection
   */
  static Link present(@Nullable Link link) {
    if (link == null) {
      throw new AssertionError("an action without its object");
    }
    return link;
  }

  static void check(boolean holds, String rule) {
    if (!holds) {
      throw new AssertionError(rule);
    }
  }
}
