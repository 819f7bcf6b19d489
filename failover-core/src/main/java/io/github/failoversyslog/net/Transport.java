package io.github.failoversyslog.net;

import io.github.failoversyslog.config.TlsSettings;
import io.github.failoversyslog.status.Server;
import java.nio.channels.SelectionKey;
import java.util.concurrent.Executor;

/** Makes connections of TCP channels: plain or TLS. */
@FunctionalInterface
public interface Transport {

  /**
   * Sends and receives nothing yet.
   *
   * @param key of a connected, non-blocking channel, interested in nothing
   * @param roundTripNanos how long the server took to answer
   */
  Connection connection(Server server, SelectionKey key, long roundTripNanos);

  static Transport plain() {
    return (server, key, roundTripNanos) -> new StreamConnection(key, roundTripNanos);
  }

  /**
   * @param loop runs tasks on the loop's thread
   */
  static Transport tls(TlsSettings settings, Executor loop) {
    TlsEngineMaker engines = new TlsEngineMaker(settings);
    TaskThreads tasks = new TaskThreads("failover-syslog-tls", loop);
    return (server, key, roundTripNanos) ->
        new TlsConnection(key, roundTripNanos, () -> engines.make(server), tasks);
  }
}
