package io.github.failoversyslog.net;

import io.github.failoversyslog.status.Server;
import java.nio.channels.SelectionKey;

/**
 * Creates TLS connections.
 *
 * @param receipts whether they provide receipts
 * @param offersSessions whether they resume TLS sessions
 */
record TlsTransport(
    TlsEngineMaker engines, TaskThreads tasks, boolean receipts, boolean offersSessions)
    implements Transport {

  @Override
  public Connection connection(Server server, SelectionKey key, long roundTripNanos) {
    TlsHandshake.EngineSource source = engines.forConnectionTo(server, offersSessions);
    return new TlsConnection(key, roundTripNanos, source, receipts, tasks);
  }

  @Override
  public Transport withoutSessions() {
    return new TlsTransport(engines, tasks, receipts, false);
  }
}
