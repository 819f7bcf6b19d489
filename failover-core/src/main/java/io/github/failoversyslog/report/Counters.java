package io.github.failoversyslog.report;

import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.SenderStatistics;
import io.github.failoversyslog.status.Server;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** The counters of a sender; read and written by any thread. */
public final class Counters {
  public final LongAdder accepted = new LongAdder();
  public final LongAdder recovered = new LongAdder();
  public final LongAdder sent = new LongAdder();
  public final LongAdder repeated = new LongAdder();
  public final LongAdder confirmed = new LongAdder();
  public final LongAdder receipts = new LongAdder();
  public final LongAdder renewals = new LongAdder();
  public final LongAdder releasedUnconfirmed = new LongAdder();
  public final LongAdder truncated = new LongAdder();
  public final LongAdder connects = new LongAdder();
  public final LongAdder connectFailures = new LongAdder();
  public final LongAdder connectionsLost = new LongAdder();
  public final LongAdder failovers = new LongAdder();
  public final LongAdder failbacks = new LongAdder();
  public final LongAdder probesPassed = new LongAdder();
  public final LongAdder probesFailed = new LongAdder();
  private final LongAdder[] discarded = new LongAdder[DiscardReason.values().length];

  private volatile boolean discarding;

  public Counters() {
    for (int reason = 0; reason < discarded.length; reason++) {
      discarded[reason] = new LongAdder();
    }
  }

  /** Counts discarded events; returns whether they are the first since {@link #discardingEnded}. */
  public boolean discard(DiscardReason reason, long events) {
    discarded(reason).add(events);
    boolean first = !discarding;
    discarding = true;
    return first;
  }

  /** Whether events were discarded since {@link #discardingEnded}. */
  public boolean isDiscarding() {
    return discarding;
  }

  public void discardingEnded() {
    discarding = false;
  }

  public LongAdder discarded(DiscardReason reason) {
    return discarded[reason.ordinal()];
  }

  public Map<DiscardReason, Long> discarded() {
    Map<DiscardReason, Long> byReason = new EnumMap<>(DiscardReason.class);
    for (DiscardReason reason : DiscardReason.values()) {
      byReason.put(reason, discarded(reason).sum());
    }
    return byReason;
  }

  /**
   * A snapshot of the counters, with what they do not count.
   *
   * @param bytesUnconfirmed written, and not released
   */
  public SenderStatistics statistics(
      Optional<Server> currentServer,
      long bytesWaiting,
      long bytesUnconfirmed,
      Optional<String> spoolFault) {
    return new SenderStatistics(
        accepted.sum(),
        recovered.sum(),
        sent.sum(),
        repeated.sum(),
        confirmed.sum(),
        receipts.sum(),
        renewals.sum(),
        releasedUnconfirmed.sum(),
        discarded(),
        truncated.sum(),
        connects.sum(),
        connectFailures.sum(),
        connectionsLost.sum(),
        failovers.sum(),
        failbacks.sum(),
        probesPassed.sum(),
        probesFailed.sum(),
        currentServer,
        bytesWaiting,
        bytesUnconfirmed,
        spoolFault);
  }
}
