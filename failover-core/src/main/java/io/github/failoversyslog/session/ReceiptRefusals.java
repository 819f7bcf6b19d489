package io.github.failoversyslog.session;

import io.github.failoversyslog.status.Server;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Remembers which servers end connections soon after receipts were asked for: twice in a row, and
 * they are asked no more. Used by the loop's thread only.
 */
public final class ReceiptRefusals {
  private static final int MOST = 2;

  private final Map<Server, Integer> endings = new HashMap<>();
  private final Consumer<String> status;

  /**
   * @param status takes a line for whoever set this up
   */
  public ReceiptRefusals(Consumer<String> status) {
    this.status = status;
  }

  public boolean isRefused(Server server) {
    return endings.getOrDefault(server, 0) >= MOST;
  }

  /** The server ended a connection. */
  public void ended(Server server, ReceiptRequests requests, long nowNanos) {
    if (!requests.wereMade() || isRefused(server)) {
      return;
    }
    if (!requests.mayHaveHarmed(nowNanos)) {
      endings.remove(server);
    } else if (endings.merge(server, 1, Integer::sum) == MOST) {
      status.accept(SessionTexts.keyUpdatesRefused(server, MOST));
    }
  }
}
