package io.github.failoversyslog.failover;

import java.util.List;

/** A connection that a server accepted. */
record Seen(int server, boolean data, long millis) {

  private String serverName() {
    return server == Rules.PRIMARY ? "primary" : "failover " + server;
  }

  private String use() {
    return data ? "data" : "probe";
  }

  /** As in {@code docs/syslog-ng-comparison.md}: {@code primary: data; failover 1: data}. */
  static String text(List<Seen> seen) {
    StringBuilder text = new StringBuilder();
    int last = -1;
    for (Seen one : seen) {
      String name = one.serverName() + ": ";
      text.append(one.server == last ? ", " : (last < 0 ? "" : "; ") + name).append(one.use());
      last = one.server;
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return serverName() + ": " + use() + " at " + millis / 1000.0;
  }
}
