package io.github.failoversyslog.net;

import io.github.failoversyslog.status.Server;
import java.nio.channels.Selector;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Opens TCP connections, all registered with one selector.
 *
 * @param loop runs tasks on the loop's thread
 * @param clock nanoseconds
 * @param transport plain TCP or TLS
 */
public record TcpConnector(
    Selector selector,
    Resolver resolver,
    Executor loop,
    LongSupplier clock,
    long connectTimeoutNanos,
    int sendBufferBytes,
    Transport transport)
    implements Connector {

  @Override
  public Attempt open(Server server, AttemptListener outcome) {
    return TcpAttempt.start(server, this, outcome);
  }

  @Override
  public Attempt openWithoutSession(Server server, AttemptListener outcome) {
    TcpConnector full =
        new TcpConnector(
            selector,
            resolver,
            loop,
            clock,
            connectTimeoutNanos,
            sendBufferBytes,
            transport.withoutSessions());
    return full.open(server, outcome);
  }
}
