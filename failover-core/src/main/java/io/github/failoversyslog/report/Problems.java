package io.github.failoversyslog.report;

import io.github.failoversyslog.status.Server;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What went wrong with servers since the last report of a server in use, in the order in which it
 * first happened. A server that was lost and cannot be connected afterwards has both problems; of
 * each kind the last reason counts.
 */
final class Problems {
  private final Map<Problem, String> texts = new LinkedHashMap<>();

  private record Problem(Server server, boolean isLoss) {}

  void notConnected(Server server, String reason) {
    texts.put(new Problem(server, false), ServerLines.cannotConnect(server, reason));
  }

  void lost(Server server, String reason) {
    texts.put(new Problem(server, true), ServerLines.lost(server, reason));
  }

  void lostByLiveness(Server server, String reason) {
    texts.put(new Problem(server, true), ServerLines.lostByLiveness(server, reason));
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }

  void clear() {
    texts.clear();
  }

  /** The {@code <problems>} of a status line. */
  String text() {
    return String.join("; ", texts.values());
  }
}
