package io.github.failoversyslog.net;

import io.github.failoversyslog.Server;
import io.github.failoversyslog.TlsSettings;
import java.nio.channels.SelectionKey;
import java.util.concurrent.Executor;

/** What bytes are said on top of TCP. */
@FunctionalInterface
public interface Transport {

  /**
   * Sends and receives nothing yet.
   *
   * @param key of a connected, non-blocking channel, interested in nothing
   */
  Connection connection(Server server, long generation, SelectionKey key);

  static Transport plain() {
    return StreamConnection::new;
  }

  /**
   * @param loop runs tasks on the loop's thread
   */
  static Transport tls(TlsSettings settings, Executor loop) {
    TlsEngineMaker engines = new TlsEngineMaker(settings);
    TaskThreads tasks = new TaskThreads("failover-syslog-tls", loop);
    return (server, generation, key) ->
        new TlsConnection(server, generation, key, () -> engines.make(server), tasks);
  }
}
