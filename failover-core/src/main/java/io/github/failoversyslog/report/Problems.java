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
  private static final boolean LOST = true;
  private static final boolean NOT_CONNECTED = false;

  private final Map<Map.Entry<Server, Boolean>, String> texts = new LinkedHashMap<>();

  void notConnected(Server server, String reason) {
    texts.put(of(server, NOT_CONNECTED), ServerLines.cannotConnect(server, reason));
  }

  void lost(Server server, String reason) {
    texts.put(of(server, LOST), ServerLines.lost(server, reason));
  }

  void lostByLiveness(Server server, String reason) {
    texts.put(of(server, LOST), ServerLines.lostByLiveness(server, reason));
  }

  /** No record, whose generated hash code would keep the class from being unloaded. */
  private static Map.Entry<Server, Boolean> of(Server server, boolean lost) {
    return Map.entry(server, lost);
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
