package io.github.failoversyslog.status;

import java.util.Map;

/**
 * A period in which events were discarded, at its begin or its end.
 *
 * @param byReason events discarded in this period so far; only reasons for which there are some
 * @param ended false at the begin, when the first events were discarded
 */
public record Discards(Map<DiscardReason, Long> byReason, boolean ended) {

  public Discards {
    byReason = Map.copyOf(byReason);
  }

  /** Over all reasons. */
  public long events() {
    return byReason.values().stream().mapToLong(Long::longValue).sum();
  }
}
