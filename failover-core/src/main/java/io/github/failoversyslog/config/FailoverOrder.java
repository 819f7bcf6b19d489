package io.github.failoversyslog.config;

/** In which order the failover servers are used. */
enum FailoverOrder {
  /** As they are written. */
  LISTED,
  /** Each client has an order of its own. */
  SPREAD
}
