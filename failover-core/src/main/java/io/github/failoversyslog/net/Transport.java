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

  /** The same, whose connections offer no TLS session. */
  default Transport withoutSessions() {
    return this;
  }

  static Transport plain() {
    return (server, key, roundTripNanos) -> new StreamConnection(key, roundTripNanos);
  }

  /**
   * @param loop runs tasks on the loop's thread
   */
  static Transport tls(TlsSettings settings, Executor loop) {
    return new TlsTransport(
        new TlsEngineMaker(settings, InstantSource.system()),
        new TaskThreads("failover-syslog-tls", loop),
        settings.receipts(),
        true);
  }
}
