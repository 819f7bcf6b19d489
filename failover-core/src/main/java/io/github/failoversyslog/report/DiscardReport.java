package io.github.failoversyslog.report;

import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Discards;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Reports a period of discarded events twice: when it begins, and when it ends, with the number of
 * events by reason. The second report is also offered as a message to the log server, unless
 * messages were rejected by a server and nothing else was discarded: it may reject this one, too,
 * which would be the next period, and so on. A period ends when a server accepts messages and
 * nothing was discarded for 1 s.
 */
public final class DiscardReport {
  private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();

  private final Counters counters;
  private final StatusReporter reporter;
  private final InstantSource wallClock;
  private final Predicate<OwnMessage> sendMessage;
  private Map<DiscardReason, Long> before = Map.of(); // events may be discarded before the start
  private Instant since = Instant.EPOCH;
  private long lastTotal;
  private long quietSinceNanos;
  private boolean underWay;

  /**
   * @param sendMessage appends a message to the buffer; false if there is no room
   */
  public DiscardReport(
      Counters counters,
      StatusReporter reporter,
      InstantSource wallClock,
      Predicate<OwnMessage> sendMessage) {
    this.counters = counters;
    this.reporter = reporter;
    this.wallClock = wallClock;
    this.sendMessage = sendMessage;
  }

  /**
   * @param flowing whether a server accepts messages now
   */
  public void check(long nowNanos, boolean flowing) {
    if (!underWay && !begins()) {
      return;
    }
    long total = total(counters.discarded());
    if (total != lastTotal) {
      lastTotal = total;
      quietSinceNanos = nowNanos;
    }
    if (flowing && nowNanos - quietSinceNanos >= QUIET_NANOS) {
      end(nowNanos);
    }
  }

  /**
   * Begins a period if events were discarded since the last one. There may be none although the
   * counters say so: a thread counts its event and then sets the mark, and between the two the last
   * period may have ended with that event.
   */
  private boolean begins() {
    if (!counters.isDiscarding()) {
      return false;
    }
    if (ofPeriod(counters.discarded()).isEmpty()) {
      counters.discardingEnded();
    }
    Map<DiscardReason, Long> counted = ofPeriod(counters.discarded());
    if (counted.isEmpty()) {
      return false;
    }
    counters.discardingBegan(); // if one was discarded between the two looks
    underWay = true;
    since = wallClock.instant();
    lastTotal = -1;
    reporter.report(StatusLines.discarding(reasons(counted)));
    reporter.discarding(new Discards(counted, false));
    return true;
  }

  /** Ends the current period, if there is one. */
  public void stop() {
    if (!underWay && !counters.isDiscarding()) {
      return;
    }
    if (!underWay) {
      since = wallClock.instant();
    }
    underWay = false;
    counters.discardingEnded();
    Map<DiscardReason, Long> counted = counters.discarded();
    Map<DiscardReason, Long> counts = ofPeriod(counted);
    if (!counts.isEmpty()) {
      ended(summary(counts).text(), counts);
      before = counted;
    }
  }

  private void end(long nowNanos) {
    counters.discardingEnded(); // first: a discard from here on begins a new period
    Map<DiscardReason, Long> counted = counters.discarded();
    Map<DiscardReason, Long> counts = ofPeriod(counted);
    OwnMessage summary = summary(counts);
    boolean rejectedOnly = counts.keySet().equals(Set.of(DiscardReason.REJECTED));
    if (rejectedOnly || sendMessage.test(summary)) {
      underWay = false;
      ended(summary.text(), counts);
      before = counted;
    } else {
      counters.discardingBegan(); // the period goes on
      quietSinceNanos = nowNanos; // no room; try again after QUIET_NANOS
    }
  }

  private void ended(String summary, Map<DiscardReason, Long> counts) {
    reporter.report(StatusLines.discardingEnded(summary));
    reporter.discarding(new Discards(counts, true));
  }

  /** When {@link #check} may have something to do, or {@link Long#MAX_VALUE}. */
  public long wakeAtNanos(boolean flowing) {
    return underWay && flowing ? quietSinceNanos + QUIET_NANOS : Long.MAX_VALUE;
  }

  private OwnMessage summary(Map<DiscardReason, Long> counts) {
    Instant from = since.truncatedTo(ChronoUnit.MILLIS);
    Instant until = wallClock.instant().truncatedTo(ChronoUnit.MILLIS);
    String text = StatusLines.discarded(total(counts), from, until, reasons(counts));
    return OwnMessage.discarded(from, until, counts, text);
  }

  private static String reasons(Map<DiscardReason, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining("; "));
  }

  /** Without the reasons for which nothing was discarded. */
  private Map<DiscardReason, Long> ofPeriod(Map<DiscardReason, Long> counted) {
    Map<DiscardReason, Long> ofPeriod = new EnumMap<>(counted);
    ofPeriod.replaceAll((reason, count) -> count - before.getOrDefault(reason, 0L));
    ofPeriod.values().removeIf(count -> count <= 0);
    return ofPeriod;
  }

  private static long total(Map<DiscardReason, Long> counted) {
    return counted.values().stream().mapToLong(Long::longValue).sum();
  }
}
