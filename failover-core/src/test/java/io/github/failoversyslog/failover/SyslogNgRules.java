package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.Rules.PRIMARY;
import static io.github.failoversyslog.failover.SyslogNgAnswer.CONNECT;
import static io.github.failoversyslog.failover.SyslogNgAnswer.SESSION;

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
  private static final long NEVER = Long.MAX_VALUE;

  private final ComparedServers servers;
  private final ComparedSettings settings;
  private final Set<Departure> departures;
  private final List<Seen> seen = new ArrayList<>();
  private final Answers<SyslogNgAnswer> answers;
  private final SyslogNgLiveness liveness;
  private final SyslogNgProbes probes;
  private final SyslogNgRound round;
  private int candidate; // the server in use or to be connected
  private boolean stepped;
  private boolean connected;
  private boolean hadOther;
  private boolean followsLoss;
  private long since;
  private long reopenAt = NEVER;
  private long endsAt = NEVER;

  SyslogNgRules(ComparedServers servers, Set<Departure> departures) {
    this.servers = servers;
    this.settings = servers.settings();
    this.departures = departures;
    this.stepped = has(Departure.NO_SECOND_TRY);
    this.answers = new Answers<>(servers);
    this.probes = new SyslogNgProbes(servers, answers, seen);
    this.liveness =
        new SyslogNgLiveness(servers, answers, has(Departure.LIVENESS), has(Departure.RENEWAL));
    this.round = new SyslogNgRound(settings, has(Departure.PRIMARY_WHEN_ALL_FAILED));
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
    answers.await(CONNECT);
  }

  private void attempted() {
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
    if (renewed) {
      return;
    }
    connected = true;
    since = now;
    boolean soonest = followsLoss || !has(Departure.RANDOM_FIRST_PROBE);
    long interval = ComparedSettings.LIVENESS_MILLIS;
    liveness.first(soonest ? interval : settings.firstMillis(interval));
    if (candidate == PRIMARY) {
      probes.off();
    }
  }

  /** Whether the loss of the connection in use starts a new round. */
  private boolean isProven() {
    long age = servers.millis() - since;
    return !has(Departure.SHORT_CONNECTIONS_COUNT) || age >= ComparedSettings.STABLE_MILLIS;
  }

  /** To the next server, after the loss of a connection or a failed attempt. */
  private void step(boolean lost) {
    endsAt = NEVER;
    liveness.off();
    hadOther |= lost;
    followsLoss |= lost;
    connected = false;
    if (!stepped) {
      stepped = true;
      tryNext(candidate);
      return;
    }
    if (lost && isProven()) {
      round.ends();
    } else {
      round.failed(candidate, lost);
    }
    leavePrimary();
    int next = round.next(candidate);
    if (round.isOver(candidate)) {
      waitForNextRound(next);
    } else {
      tryNext(next);
    }
  }

  private void leavePrimary() {
    if (candidate == PRIMARY && settings.failback()) {
      boolean random = has(Departure.RANDOM_FIRST_PROBE);
      long first = settings.firstMillis(ComparedSettings.PROBE_MILLIS);
      probes.primaryFailed(random ? first : reopenMillis());
    }
  }

  private long reopenMillis() {
    return has(Departure.NO_WAIT_BEFORE_A_STEP) ? 0 : ComparedSettings.REOPEN_MILLIS;
  }

  private void waitForNextRound(int next) {
    candidate = next;
    long wait = round.fails();
    boolean backsOff = has(Departure.NO_WAIT_BEFORE_A_STEP);
    reopenAt = servers.millis() + (backsOff ? wait : ComparedSettings.REOPEN_MILLIS);
  }

  private void tryNext(int next) {
    candidate = next;
    if (has(Departure.NO_WAIT_BEFORE_A_STEP)) {
      connect();
    } else {
      reopenAt = servers.millis() + ComparedSettings.REOPEN_MILLIS;
    }
  }

  /** While the primary is being connected, the probe waits for the outcome. */
  private boolean wantsProbe() {
    return candidate != PRIMARY || !answers.isAwaited(CONNECT);
  }

  private void probed() {
    if (!probes.probed()) {
      return;
    }
    if (!isPrimaryWanted()) {
      probes.close();
    } else if (has(Departure.SESSION_BEFORE_FAILBACK)) {
      answers.await(SESSION);
    } else {
      failBack();
    }
  }

  private void opened() {
    if (probes.opened() && isPrimaryWanted()) {
      failBack();
    } else {
      probes.close();
    }
  }

  private boolean isPrimaryWanted() {
    if (connected) {
      return probes.areEnough();
    }
    boolean enough = has(Departure.PRIMARY_WHEN_ALL_FAILED) || probes.areEnough();
    return enough && !(isConnectingFailover() && round.isPrimaryLost());
  }

  private boolean isConnectingFailover() {
    return candidate != PRIMARY && answers.isAwaited(CONNECT);
  }

  private void failBack() {
    hadOther |= connected;
    if (connected) {
      followsLoss = false;
    }
    if (connected && isProven()) {
      round.ends();
    } else if (candidate != PRIMARY && (connected || answers.isAwaited(CONNECT))) {
      round.interruptedAt(candidate);
    }
    answers.forget(CONNECT);
    candidate = PRIMARY;
    reopenAt = NEVER;
    use(false);
  }

  private void renewed() {
    boolean serves = servers.serves(candidate);
    liveness.renewed(serves);
    if (serves) {
      use(true);
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
    liveness.connectionIsForgotten();
  }

  @Override
  public void applicationStops() {
    if (reopenAt != NEVER && has(Departure.STOP_TRIES_AT_ONCE)) {
      connect();
    }
  }

  @Override
  public long nextMillis() {
    long probe = wantsProbe() ? probes.nextMillis() : NEVER;
    long timer = Math.min(Math.min(reopenAt, probe), liveness.nextMillis());
    return Math.min(timer, Math.min(endsAt, answers.nextMillis()));
  }

  @Override
  public void timeHasCome() {
    long now = servers.millis();
    if (now >= endsAt) {
      step(true);
    } else if (answers.isDue()) {
      answered(answers.remove());
    } else {
      timersHaveCome(now);
    }
  }

  private void answered(SyslogNgAnswer answer) {
    switch (answer) {
      case CONNECT -> attempted();
      case PROBE -> probed();
      case SESSION -> opened();
      case LIVENESS -> {
        if (liveness.probed(servers.accepts(candidate))) {
          step(true);
        }
      }
      case RENEWAL -> renewed();
    }
  }

  private void timersHaveCome(long now) {
    if (now >= reopenAt) {
      connect();
    }
    if (wantsProbe() && now >= probes.nextMillis()) {
      probes.start();
    }
    if (now >= liveness.nextMillis()) {
      liveness.start();
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
