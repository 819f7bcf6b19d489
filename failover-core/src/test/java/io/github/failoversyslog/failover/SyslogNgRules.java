package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.Rules.PRIMARY;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The rules of syslog-ng's {@code failover()}, as its documentation and its behaviour tell them,
 * with any of the departures from them. Without departures: before every attempt but the first it
 * waits for {@code time-reopen()}; the first step after a start leads to the primary once more,
 * each later one to the next server; on a failover server it probes the primary, first at the
 * moment of the failover, and uses the connection of the last probe.
 */
final class SyslogNgRules implements ComparedClient {
  static final long REOPEN_MILLIS = 700;
  static final long PROBE_MILLIS = 10_000;
  static final long LIVENESS_MILLIS = 1000;
  static final long STABLE_MILLIS = 500;
  static final long BACKOFF_MILLIS = 1000;
  static final long MAX_BACKOFF_MILLIS = 8000;
  static final double RANDOM = 0.5;

  private static final long NEVER = Long.MAX_VALUE;
  private static final int SERVERS = ComparedServers.COUNT;
  private static final int ENOUGH_FAILURES = 2;

  private final ComparedServers servers;
  private final boolean failback;
  private final int probesRequired;
  private final Set<Departure> departures;
  private final List<Seen> seen = new ArrayList<>();
  private int candidate; // the server in use or to be connected
  private boolean stepped;
  private boolean connected;
  private boolean hadOther;
  private boolean followsLoss;
  private boolean forgotten;
  private long since;
  private int probesInARow;
  private int livenessFailures;
  private int failed; // in this round
  private int failedRounds;
  private int afterPrimary = 1;
  private long reopenAt = NEVER;
  private long endsAt = NEVER;
  private long probeAt = NEVER;
  private long livenessAt = NEVER;

  /**
   * @param probesRequired before a failback; 0 for none, which is round-robin
   */
  SyslogNgRules(ComparedServers servers, int probesRequired, Set<Departure> departures) {
    this.servers = servers;
    this.failback = probesRequired > 0;
    this.probesRequired = probesRequired;
    this.departures = departures;
    this.stepped = has(Departure.NO_SECOND_TRY);
  }

  private boolean has(Departure departure) {
    return departures.contains(departure);
  }

  @Override
  public void start() {
    connect();
  }

  private void connect() {
    reopenAt = NEVER;
    if (servers.serves(candidate)) {
      use(false);
    } else {
      step(false);
    }
  }

  private void use(boolean renewed) {
    long now = servers.millis();
    seen.add(new Seen(candidate, true, now));
    boolean lasts = servers.status(candidate) == ComparedServers.Status.UP;
    endsAt = lasts ? NEVER : now + ComparedServers.SHORT_MILLIS;
    forgotten = false;
    connected = true;
    if (renewed) {
      return;
    }
    since = now;
    livenessFailures = 0;
    boolean soonest = followsLoss || !has(Departure.RANDOM_FIRST_PROBE);
    livenessAt = now + (soonest ? LIVENESS_MILLIS : firstOf(LIVENESS_MILLIS));
    if (candidate == PRIMARY) {
      probeAt = NEVER;
      probesInARow = 0;
    }
  }

  private static long firstOf(long intervalMillis) {
    return (long) (intervalMillis * (1 + RANDOM) / 2);
  }

  /** Whether the loss of the connection in use starts a new round. */
  private boolean isProven() {
    return !has(Departure.SHORT_CONNECTIONS_COUNT) || servers.millis() - since >= STABLE_MILLIS;
  }

  private void startsRound(int newFailedRounds) {
    failed = 0;
    failedRounds = newFailedRounds;
    afterPrimary = 1;
  }

  /** To the next server, after the loss of a connection or a failed attempt. */
  private void step(boolean lost) {
    endsAt = NEVER;
    livenessAt = NEVER;
    hadOther |= lost;
    followsLoss |= lost;
    connected = false;
    if (!stepped) {
      stepped = true;
      tryNext(candidate);
      return;
    }
    if (lost && isProven()) {
      startsRound(0);
    } else if (candidate != PRIMARY || !failback) {
      failed++;
    }
    leavePrimary();
    int next = next();
    if (isRoundOver()) {
      waitForNextRound(next);
    } else {
      tryNext(next);
    }
  }

  private void leavePrimary() {
    if (candidate == PRIMARY && failback) {
      probesInARow = 0;
      if (probeAt == NEVER) {
        long delay = has(Departure.RANDOM_FIRST_PROBE) ? firstOf(PROBE_MILLIS) : reopenMillis();
        probeAt = servers.millis() + delay;
      }
    }
  }

  private long reopenMillis() {
    return has(Departure.NO_WAIT_BEFORE_A_STEP) ? 0 : REOPEN_MILLIS;
  }

  private int next() {
    if (!failback) {
      return (candidate + 1) % SERVERS;
    }
    boolean allFailed = failed >= SERVERS - 1;
    if (candidate != PRIMARY) {
      boolean primary = allFailed && has(Departure.PRIMARY_WHEN_ALL_FAILED);
      return primary ? PRIMARY : candidate % (SERVERS - 1) + 1;
    }
    return allFailed ? 1 : afterPrimary;
  }

  private boolean isRoundOver() {
    if (!failback) {
      return failed >= SERVERS;
    }
    boolean primaryHadItsTurn = candidate == PRIMARY || !has(Departure.PRIMARY_WHEN_ALL_FAILED);
    return failed >= SERVERS - 1 && primaryHadItsTurn;
  }

  private void waitForNextRound(int next) {
    candidate = next;
    long longest = Math.min(MAX_BACKOFF_MILLIS, BACKOFF_MILLIS << Math.min(failedRounds, 10));
    startsRound(failedRounds + 1);
    boolean backsOff = has(Departure.NO_WAIT_BEFORE_A_STEP);
    reopenAt = servers.millis() + (backsOff ? (long) (longest * RANDOM) : REOPEN_MILLIS);
  }

  private void tryNext(int next) {
    candidate = next;
    if (has(Departure.NO_WAIT_BEFORE_A_STEP)) {
      connect();
    } else {
      reopenAt = servers.millis() + REOPEN_MILLIS;
    }
  }

  private void probe() {
    long started = servers.millis();
    probeAt = started + PROBE_MILLIS;
    probesInARow = servers.accepts(PRIMARY) ? probesInARow + 1 : 0;
    boolean oneIsEnough = !connected && has(Departure.PRIMARY_WHEN_ALL_FAILED);
    boolean enough = probesInARow >= probesRequired || (oneIsEnough && probesInARow > 0);
    boolean refused = has(Departure.SESSION_BEFORE_FAILBACK) && !servers.serves(PRIMARY);
    if (enough && !refused) {
      failBack();
    } else if (probesInARow > 0) {
      seen.add(new Seen(PRIMARY, false, started));
      probesInARow = enough ? 0 : probesInARow;
    }
  }

  private void failBack() {
    hadOther |= connected;
    if (connected) {
      followsLoss = false;
      if (isProven()) {
        startsRound(0);
      } else {
        afterPrimary = candidate;
      }
    }
    candidate = PRIMARY;
    reopenAt = NEVER;
    use(false);
  }

  private void probeLiveness() {
    livenessAt = servers.millis() + LIVENESS_MILLIS;
    if (servers.accepts(candidate)) {
      livenessFailures = 0;
      if (forgotten && has(Departure.RENEWAL)) {
        use(true);
      }
    } else if (has(Departure.LIVENESS) && ++livenessFailures == ENOUGH_FAILURES) {
      step(true);
    }
  }

  @Override
  public void connectionEnds() {
    if (connected) {
      step(true);
    }
  }

  @Override
  public void oldConnectionEnds() {
    if (connected && hadOther && !has(Departure.GENERATIONS)) {
      step(true);
    }
  }

  @Override
  public void connectionIsForgotten() {
    forgotten = connected;
  }

  @Override
  public void applicationStops() {
    if (reopenAt != NEVER && has(Departure.STOP_TRIES_AT_ONCE)) {
      connect();
    }
  }

  @Override
  public long nextMillis() {
    return Math.min(Math.min(reopenAt, endsAt), Math.min(probeAt, livenessAt));
  }

  @Override
  public void timeHasCome() {
    long now = servers.millis();
    if (now >= endsAt) {
      step(true);
      return;
    }
    if (now >= reopenAt) {
      connect();
    }
    if (now >= probeAt) {
      probe();
    }
    if (now >= livenessAt) {
      probeLiveness();
    }
  }

  @Override
  public int serverInUse() {
    return connected ? candidate : -1;
  }

  @Override
  public List<Seen> seen() {
    return seen;
  }
}
