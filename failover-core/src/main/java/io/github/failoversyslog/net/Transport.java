package io.github.failoversyslog.net;

import io.github.failoversyslog.config.TlsSettings;
import io.github.failoversyslog.status.Server;
import java.nio.channels.SelectionKey;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** Creates connections over TCP channels: plain or TLS. */
@FunctionalInterface
public interface Transport {

  /**
   * Creates a connection; sends and receives nothing yet.
   *
   * @param key of a connected, non-blocking channel, with no interest set
   * @param roundTripNanos how long the TCP handshake took
   */
  Connection connection(Server server, SelectionKey key, long roundTripNanos);

  static Transport plain() {
    return (server, key, roundTripNanos) -> new StreamConnection(key, roundTripNanos);
  }

  /**
   * @param loop runs tasks on the loop's thread
   */
  static Transport tls(TlsSettings settings, Executor loop) {
    TlsEngineMaker engines = new TlsEngineMaker(settings, InstantSource.system());
    TaskThreads tasks = new TaskThreads("failover-syslog-tls", loop);
    return (server, key, roundTripNanos) ->
        new TlsConnection(
            key, roundTripNanos, engines.forConnectionTo(server), settings.receipts(), tasks);
  }
}
