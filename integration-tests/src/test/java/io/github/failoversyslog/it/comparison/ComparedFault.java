package io.github.failoversyslog.it.comparison;

import static io.github.failoversyslog.it.comparison.Comparison.FAILOVER_1;
import static io.github.failoversyslog.it.comparison.Comparison.FAILOVER_2;
import static io.github.failoversyslog.it.comparison.Comparison.PRIMARY;

/** A fault of the servers of both clients, which start at the primary. */
enum ComparedFault {
  KILLED_AND_BACK("the primary is killed and comes back", true, "") {
    @Override
    void injectInto(Comparison servers) {
      servers.kill(PRIMARY);
      servers.awaitDataAt(FAILOVER_1);
      servers.bringBack(PRIMARY);
      servers.awaitDataAt(PRIMARY);
    }
  },
  FLAPS("the primary comes back for two probes only, then for good", true, "") {
    @Override
    void injectInto(Comparison servers) {
      servers.kill(PRIMARY);
      servers.awaitDataAt(FAILOVER_1);
      servers.bringBackFor(2, PRIMARY);
      servers.awaitProbes(2);
      servers.awaitFailedProbe();
      servers.bringBack(PRIMARY);
      servers.awaitDataAt(PRIMARY);
    }
  },
  ONE_AFTER_THE_OTHER("the primary is killed, then failover 1; the primary comes back", true, "") {
    @Override
    void injectInto(Comparison servers) {
      servers.kill(PRIMARY);
      servers.awaitDataAt(FAILOVER_1);
      servers.kill(FAILOVER_1);
      servers.awaitDataAt(FAILOVER_2);
      servers.bringBack(PRIMARY);
      servers.awaitDataAt(PRIMARY);
    }
  },
  AFTER_THE_LAST(
      "the primary is killed, then failover 1; that comes back, and failover 2 is killed",
      true,
      "") {
    @Override
    void injectInto(Comparison servers) {
      servers.kill(PRIMARY);
      servers.awaitDataAt(FAILOVER_1);
      servers.kill(FAILOVER_1);
      servers.awaitDataAt(FAILOVER_2);
      servers.bringBack(FAILOVER_1);
      servers.kill(FAILOVER_2);
      servers.awaitDataAt(FAILOVER_1);
    }
  },
  COUNT_SURVIVES("the primary is back and probed once, then failover 1 is killed", true, "") {
    @Override
    void injectInto(Comparison servers) {
      servers.kill(PRIMARY);
      servers.awaitDataAt(FAILOVER_1);
      servers.bringBack(PRIMARY);
      servers.awaitProbes(1);
      servers.kill(FAILOVER_1);
      servers.awaitDataAt(PRIMARY);
    }
  },
  ALL_KILLED(
      "all are killed; the primary comes back",
      true,
      "while nothing is connected, the primary is tried after the failover servers,"
          + " and one passed probe is enough") {
    @Override
    void injectInto(Comparison servers) {
      servers.kill(FAILOVER_1, FAILOVER_2, PRIMARY);
      servers.awaitAllTried();
      servers.bringBack(PRIMARY);
      servers.awaitDataAt(PRIMARY);
    }
  },
  CONNECTION_RESET(
      "the primary resets its connection and goes on listening",
      true,
      "the next server is tried at once, not the primary a second time") {
    @Override
    void injectInto(Comparison servers) {
      servers.resetConnections(PRIMARY);
      servers.awaitDataAt(PRIMARY);
    }
  },
  ROUND_ROBIN(
      "without failback: the primary is killed and comes back, failover 1 is killed,"
          + " failover 2 is killed",
      false,
      "") {
    @Override
    void injectInto(Comparison servers) {
      servers.kill(PRIMARY);
      servers.awaitDataAt(FAILOVER_1);
      servers.bringBack(PRIMARY);
      servers.kill(FAILOVER_1);
      servers.awaitDataAt(FAILOVER_2);
      servers.kill(FAILOVER_2);
      servers.awaitDataAt(PRIMARY);
    }
  };

  private final String title;
  private final boolean failback;
  private final String why;

  /**
   * @param why the two differ; empty if they do not
   */
  ComparedFault(String title, boolean failback, String why) {
    this.title = title;
    this.failback = failback;
    this.why = why;
  }

  abstract void injectInto(Comparison servers);

  String title() {
    return title;
  }

  boolean failback() {
    return failback;
  }

  String why() {
    return why;
  }
}
