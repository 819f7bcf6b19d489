package io.github.failoversyslog.status;

import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  // Written out because the generated ones keep the class from being unloaded (JDK 17 and 25).
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Discards that && ended == that.ended && byReason.equals(that.byReason);
  }

  @Override
  public int hashCode() {
    return 31 * byReason.hashCode() + Boolean.hashCode(ended);
  }

  /** Over all reasons. */
  public long events() {
    return byReason.values().stream().mapToLong(Long::longValue).sum();
  }
}
