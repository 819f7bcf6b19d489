package io.github.failoversyslog.report;

import io.github.failoversyslog.status.DiscardReason;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
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
  public final LongAdder diverted = new LongAdder();
  public final LongAdder truncated = new LongAdder();
  public final LongAdder connects = new LongAdder();
  public final LongAdder connectFailures = new LongAdder();
  public final LongAdder connectionsLost = new LongAdder();
  public final LongAdder failovers = new LongAdder();
  public final LongAdder failbacks = new LongAdder();
  public final LongAdder probesPassed = new LongAdder();
  public final LongAdder probesFailed = new LongAdder();
  public final ReceiptTimes receiptTimes = new ReceiptTimes(System::nanoTime);
  private final LongAdder[] discarded = new LongAdder[DiscardReason.values().length];

  private volatile boolean discarding;

  public Counters() {
    for (int reason = 0; reason < discarded.length; reason++) {
      discarded[reason] = new LongAdder();
    }
  }

  /** Adds what others have counted; but for {@link #receiptTimes}, which are no counts. */
  void add(Counters others) {
    accepted.add(others.accepted.sum());
    recovered.add(others.recovered.sum());
    sent.add(others.sent.sum());
    repeated.add(others.repeated.sum());
    confirmed.add(others.confirmed.sum());
    receipts.add(others.receipts.sum());
    renewals.add(others.renewals.sum());
    releasedUnconfirmed.add(others.releasedUnconfirmed.sum());
    diverted.add(others.diverted.sum());
    truncated.add(others.truncated.sum());
    connects.add(others.connects.sum());
    connectFailures.add(others.connectFailures.sum());
    connectionsLost.add(others.connectionsLost.sum());
    failovers.add(others.failovers.sum());
    failbacks.add(others.failbacks.sum());
    probesPassed.add(others.probesPassed.sum());
    probesFailed.add(others.probesFailed.sum());
    for (int reason = 0; reason < discarded.length; reason++) {
      discarded[reason].add(others.discarded[reason].sum());
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

  void discardingBegan() {
    discarding = true;
  }

  public void discardingEnded() {
    discarding = false;
  }

  public LongAdder discarded(DiscardReason reason) {
    return discarded[reason.ordinal()];
  }

  /** Over all reasons. */
  long allDiscarded() {
    return Arrays.stream(discarded).mapToLong(LongAdder::sum).sum();
  }

  public Map<DiscardReason, Long> discarded() {
    Map<DiscardReason, Long> byReason = new EnumMap<>(DiscardReason.class);
    for (DiscardReason reason : DiscardReason.values()) {
      byReason.put(reason, discarded(reason).sum());
    }
    return byReason;
  }
}
