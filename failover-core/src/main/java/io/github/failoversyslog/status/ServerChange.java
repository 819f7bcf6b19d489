package io.github.failoversyslog.status;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another server than before is in use.
 *
 * @param from the server that was in use before
 * @param to the server in use now
 * @param reason why {@code from} was left, as in the status line
 * @param repeated messages written again, since the change before this one, because it is in doubt
 *     whether they arrived
 */
public record ServerChange(
    Kind kind, Instant time, Server from, Server to, String reason, long repeated) {

  private List<Object> values() {
    return List.of(kind, time, from, to, reason, repeated);
  }

  // Written out because the generated ones keep the class from being unloaded (JDK 17 and 25).
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ServerChange that && values().equals(that.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  /** The direction of a change. */
  public enum Kind {
    /** The server was lost. */
    FAILOVER,
    /** The primary had passed its probes. */
    FAILBACK
  }
}
