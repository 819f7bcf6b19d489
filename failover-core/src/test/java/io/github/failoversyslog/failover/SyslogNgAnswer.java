package io.github.failoversyslog.failover;

/** What a client with syslog-ng's rules waits for. */
enum SyslogNgAnswer {
  CONNECT,
  PROBE,
  /** The session on the last probe's connection, or its refusal. */
  SESSION,
  LIVENESS,
  RENEWAL
}
