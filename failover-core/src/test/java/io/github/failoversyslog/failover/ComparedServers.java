package io.github.failoversyslog.failover;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The servers that both clients of a comparison see, and a clock in milliseconds. */
final class ComparedServers {
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

  private final ComparedSettings settings;
  private final List<Status> statuses;
  private long millis;

  ComparedServers(ComparedSettings settings) {
    this.settings = settings;
    this.statuses = new ArrayList<>(Collections.nCopies(settings.servers(), Status.UP));
  }

  ComparedSettings settings() {
    return settings;
  }

  int count() {
    return statuses.size();
  }

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
