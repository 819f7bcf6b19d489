package io.github.failoversyslog.failover;

import java.util.ArrayList;
import java.util.List;

/** The servers that both clients of a comparison see, and a clock in milliseconds. */
final class ComparedServers {
  static final int COUNT = 3;
  static final long SHORT_MILLIS = 100;

  /** How a server treats its clients. */
  enum Status {
    UP,
    DOWN,
    /** Accepts connections and ends them {@link #SHORT_MILLIS} later. */
    SHORT,
    /** Accepts connections, but refuses the session on them. */
    REFUSING,
    /** Its host answers nothing; connections to it do not end. */
    SILENT
  }

  private final List<Status> statuses = new ArrayList<>(List.of(Status.UP, Status.UP, Status.UP));
  private long millis;

  Status status(int server) {
    return statuses.get(server);
  }

  void status(int server, Status status) {
    statuses.set(server, status);
  }

  boolean accepts(int server) {
    return status(server) != Status.DOWN && status(server) != Status.SILENT;
  }

  boolean serves(int server) {
    return status(server) == Status.UP || status(server) == Status.SHORT;
  }

  boolean any(Status status) {
    return statuses.contains(status);
  }

  long millis() {
    return millis;
  }

  void millis(long newMillis) {
    millis = newMillis;
  }
}
