package io.github.failoversyslog.net;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.Selector;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What attempts report about a server whose name cannot be resolved. */
class UdpConnectorTest {
  private final CompletableFuture<List<InetAddress>> unresolved =
      CompletableFuture.failedFuture(new UnknownHostException("log1"));
  private final Connector.AttemptListener outcome = mock();

  private UdpConnector over(Selector selector) {
    TcpConnector tcp =
        new TcpConnector(
            selector,
            host -> unresolved,
            Runnable::run,
            () -> 0,
            1_000_000_000,
            65536,
            Transport.plain());
    return new UdpConnector(tcp, OptionalInt.of(601), 1_000_000_000, () -> {});
  }

  @Test
  void aProbesFailedNameLookupIsNoEvidenceAgainstTheHost() throws IOException {
    try (Selector selector = Selector.open()) {
      over(selector).probe(new Server("log1", 514), outcome);
    }
    verify(outcome).notAsked("cannot resolve log1 (unknown host)");
    verifyNoMoreInteractions(outcome);
  }

  @Test
  void aFailedNameLookupIsNoEvidenceAgainstTheHost() throws IOException {
    try (Selector selector = Selector.open()) {
      over(selector).open(new Server("log1", 514), outcome);
    }
    verify(outcome).notAsked("cannot resolve log1 (unknown host)");
    verifyNoMoreInteractions(outcome);
  }
}
