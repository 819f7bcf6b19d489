package io.github.failoversyslog.failover;

import io.github.failoversyslog.failover.ComparedServers.Status;
import java.util.List;

/** What happens to both clients of a comparison at the same moment. */
enum Change {
  NOTHING,
  KILL_PRIMARY(0, Status.DOWN),
  KILL_FAILOVER_1(1, Status.DOWN),
  KILL_FAILOVER_2(2, Status.DOWN),
  KILL_FAILOVER_3(3, Status.DOWN),
  REVIVE_PRIMARY(0, Status.UP),
  REVIVE_FAILOVER_1(1, Status.UP),
  PRIMARY_ENDS_CONNECTIONS(0, Status.SHORT),
  FAILOVER_1_ENDS_CONNECTIONS(1, Status.SHORT),
  PRIMARY_REFUSES_SESSIONS(0, Status.REFUSING),
  /** Does not end the connection in use. */
  SERVER_IN_USE_REFUSES_SESSIONS,
  CONNECTION_IS_RESET,
  HOST_IN_USE_FALLS_SILENT,
  CONNECTION_IS_FORGOTTEN,
  OLD_CONNECTION_REPORTS_AN_ERROR,
  APPLICATION_STOPS_AS_FAILOVER_1_COMES_BACK(1, Status.UP);

  private static final int NO_SERVER = -1;

  private final int server;
  private final Status status;

  Change() {
    this(NO_SERVER, Status.UP);
  }

  Change(int server, Status status) {
    this.server = server;
    this.status = status;
  }

  boolean changes(ComparedServers servers) {
    return server == NO_SERVER || (server < servers.count() && servers.status(server) != status);
  }

  void happen(ComparedServers servers, ComparedClient ours, ComparedClient theirs) {
    if (server != NO_SERVER) {
      servers.status(server, status);
    }
    for (ComparedClient client : List.of(ours, theirs)) {
      happenTo(client);
    }
    int used = ours.serverInUse();
    if (this == HOST_IN_USE_FALLS_SILENT && used >= 0) {
      servers.status(used, Status.SILENT);
    }
    if (this == SERVER_IN_USE_REFUSES_SESSIONS && used >= 0) {
      servers.status(used, Status.REFUSING);
    }
  }

  private void happenTo(ComparedClient client) {
    switch (this) {
      case CONNECTION_IS_RESET -> client.connectionEnds();
      case CONNECTION_IS_FORGOTTEN -> client.connectionIsForgotten();
      case OLD_CONNECTION_REPORTS_AN_ERROR -> client.oldConnectionEnds();
      case APPLICATION_STOPS_AS_FAILOVER_1_COMES_BACK -> client.applicationStops();
      default -> {
        if (server != NO_SERVER && status != Status.UP && client.serverInUse() == server) {
          client.connectionEnds();
        }
      }
    }
  }
}
