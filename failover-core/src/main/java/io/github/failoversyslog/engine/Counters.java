package io.github.failoversyslog.engine;

import io.github.failoversyslog.DiscardReason;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** What is counted; any thread adds, any thread reads. */
public final class Counters {
  public final LongAdder accepted = new LongAdder();
  public final LongAdder recovered = new LongAdder();
  public final LongAdder sent = new LongAdder();
  public final LongAdder repeated = new LongAdder();
  public final LongAdder releasedUnconfirmed = new LongAdder();
  public final LongAdder truncated = new LongAdder();
  public final LongAdder connects = new LongAdder();
  public final LongAdder connectFailures = new LongAdder();
  public final LongAdder connectionsLost = new LongAdder();
  public final LongAdder failovers = new LongAdder();
  public final LongAdder failbacks = new LongAdder();
  public final LongAdder probesPassed = new LongAdder();
  public final LongAdder probesFailed = new LongAdder();
  private final LongAdder[] discarded =
      Stream.generate(LongAdder::new)
          .limit(DiscardReason.values().length)
          .toArray(LongAdder[]::new);

  public LongAdder discarded(DiscardReason reason) {
    return discarded[reason.ordinal()];
  }

  public Map<DiscardReason, Long> discarded() {
    Map<DiscardReason, Long> byReason = new EnumMap<>(DiscardReason.class);
    Arrays.stream(DiscardReason.values())
        .forEach(reason -> byReason.put(reason, discarded(reason).sum()));
    return byReason;
  }
}
