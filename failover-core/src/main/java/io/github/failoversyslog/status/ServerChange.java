package io.github.failoversyslog.status;

import java.time.Instant;

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

  /** The direction of a change. */
  public enum Kind {
    /** The server was lost. */
    FAILOVER,
    /** The primary had passed its probes. */
    FAILBACK
  }
}
