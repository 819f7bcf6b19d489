package io.github.failoversyslog.engine;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.failover.Trigger;
import io.github.failoversyslog.report.Announcer;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.Health;
import io.github.failoversyslog.report.MonitoredSender;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.ring.OldestWaiting;
import io.github.failoversyslog.status.SenderHealth;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.SenderStatistics;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.ServerChange;
import io.github.failoversyslog.wire.MessageTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A sender as seen from outside: counters, buffer, the server in use, and what an operator may ask
 * for. Any thread, also after the end.
 */
final class Measurements implements MonitoredSender {
  private final SenderName name;
  private final SenderConfig config;
  private final Counters counters;
  private final MessageStore store;
  private final MessageRing ring;
  private final OldestWaiting oldest;
  private final Announcer announcer;
  private final OperatorRequests requests;
  private final InstantSource wallClock;
  private final MessageTime messageTime;

  Measurements(
      SenderName name,
      SenderConfig config,
      Counters counters,
      MessageStore store,
      Announcer announcer,
      OperatorRequests requests,
      InstantSource wallClock) {
    this.name = name;
    this.config = config;
    this.counters = counters;
    this.store = store;
    this.ring = store.ring();
    this.oldest = new OldestWaiting(ring);
    this.announcer = announcer;
    this.requests = requests;
    this.wallClock = wallClock;
    this.messageTime = new MessageTime(config.message().format(), ZoneId.systemDefault());
  }

  @Override
  public SenderStatistics statistics() {
    Optional<Server> currentServer = currentServer(); // first: its change is counted already
    return new SenderStatistics(
        counters.accepted.sum(),
        counters.recovered.sum(),
        counters.sent.sum(),
        counters.repeated.sum(),
        counters.confirmed.sum(),
        counters.receipts.sum(),
        counters.renewals.sum(),
        counters.releasedUnconfirmed.sum(),
        counters.discarded(),
        counters.diverted.sum(),
        counters.truncated.sum(),
        counters.connects.sum(),
        counters.connectFailures.sum(),
        counters.connectionsLost.sum(),
        counters.failovers.sum(),
        counters.failbacks.sum(),
        counters.probesPassed.sum(),
        counters.probesFailed.sum(),
        currentServer,
        bytesWaiting(),
        bytesUnconfirmed(),
        bufferSize(),
        oldestWaiting(),
        lastChange(),
        spoolFault());
  }

  @Override
  public SenderHealth health() {
    return Health.of(name, config, statistics(), counters.isDiscarding());
  }

  @Override
  public List<Server> servers() {
    return config.servers();
  }

  @Override
  public Counters counters() {
    return counters;
  }

  @Override
  public Optional<Server> currentServer() {
    return announcer.current();
  }

  @Override
  public long bytesWaiting() {
    long released = ring.released();
    return Math.max(0, ring.tail() - Math.max(released, ring.sent()));
  }

  @Override
  public long bytesUnconfirmed() {
    long released = ring.released();
    return Math.max(released, ring.sent()) - released;
  }

  @Override
  public long bytesInBuffer() {
    long released = ring.released(); // first: the tail read later is not before it
    return ring.tail() - released;
  }

  @Override
  public long bufferSize() {
    return ring.capacity();
  }

  @Override
  public Optional<ServerChange> lastChange() {
    return announcer.lastChange();
  }

  @Override
  public Optional<String> spoolFault() {
    return store.spoolFault();
  }

  @Override
  public void probePrimary() {
    request(Trigger.PROBE_NOW);
  }

  @Override
  public void failBackNow() {
    request(Trigger.FAIL_BACK_NOW);
  }

  private void request(Trigger trigger) {
    if (config.failback().isEmpty()) {
      throw new IllegalStateException(EngineTexts.noFailback());
    }
    Server inUse =
        announcer
            .current()
            .orElseThrow(() -> new IllegalStateException(EngineTexts.noServerInUse()));
    if (inUse.equals(config.primary())) {
      throw new IllegalStateException(EngineTexts.onPrimary(inUse));
    }
    requests.add(trigger);
  }

  @Override
  public Duration oldestWaiting() {
    byte[] start = new byte[MessageTime.BYTES];
    int length = oldest.copy(start);
    Instant now = wallClock.instant();
    return messageTime
        .of(start, length, now)
        .map(written -> Duration.between(written, now))
        .filter(age -> !age.isNegative())
        .orElse(Duration.ZERO);
  }
}
