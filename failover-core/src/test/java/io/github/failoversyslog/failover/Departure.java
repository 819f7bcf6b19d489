package io.github.failoversyslog.failover;

/** A difference from syslog-ng's rules, and the row of the table in {@code docs/design.md}. */
enum Departure {
  NO_WAIT_BEFORE_A_STEP("waits `time-reopen()` before every step"),
  NO_SECOND_TRY("tries the primary a second time before the first failover server"),
  PRIMARY_WHEN_ALL_FAILED(
      "all failover servers down: the primary is used only after enough probes"),
  GENERATIONS("a late error of an old connection can affect the new one"),
  SESSION_BEFORE_FAILBACK(
      "fails back to a primary that passes its probes and then refuses to serve"),
  SHORT_CONNECTIONS_COUNT("connects again and again to a server that accepts and closes"),
  LIVENESS("a dead host is detected by keepalive"),
  RENEWAL(
      "a connection that a router has forgotten is detected by the operating system, after a"
          + " quarter of an hour"),
  STOP_TRIES_AT_ONCE("a stop waits for the next attempt"),
  RANDOM_FIRST_PROBE("probes at the same time on all clients");

  private final String row;

  Departure(String row) {
    this.row = row;
  }

  /** What syslog-ng does, as in the table. */
  String row() {
    return row;
  }
}
