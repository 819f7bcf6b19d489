package io.github.failoversyslog.session;

import io.github.failoversyslog.status.Server;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Remembers which servers close connections soon after a receipt was requested. After two
 * consecutive such connections no more receipts are requested from that server. Used by the loop's
 * thread only.
 */
public final class ReceiptRefusals {
  private static final int MOST = 2;

  private final Map<Server, Integer> endings = new HashMap<>();
  private final Consumer<String> status;

  /**
   * @param status receives a status line
   */
  public ReceiptRefusals(Consumer<String> status) {
    this.status = status;
  }

  public boolean isRefused(Server server) {
    return endings.getOrDefault(server, 0) >= MOST;
  }

  /**
   * The server closed a connection.
   *
   * @return whether the requests made over it may be the reason
   */
  public boolean ended(Server server, ReceiptRequests requests, long nowNanos) {
    boolean mayBeTheReason = requests.mayHaveHarmed(nowNanos);
    if (requests.wereMade() && !isRefused(server)) {
      count(server, mayBeTheReason);
    }
    return mayBeTheReason;
  }

  private void count(Server server, boolean refusal) {
    if (!refusal) {
      endings.remove(server);
    } else if (endings.merge(server, 1, Integer::sum) == MOST) {
      status.accept(SessionTexts.keyUpdatesRefused(server, MOST));
    }
  }
}
