package io.github.failoversyslog.net;

import static org.assertj.core.api.Assertions.assertThat;

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
  private final Outcome outcome = new Outcome();

  private static final class Outcome implements Connector.AttemptListener {
    private String text = "";

    @Override
    public void reached(Connection connection) {
      text = "reached";
    }

    @Override
    public void failed(String reason) {
      text = "failed: " + reason;
    }

    @Override
    public void rejected(String reason) {
      text = "rejected: " + reason;
    }

    @Override
    public void notAsked(String reason) {
      text = "not asked: " + reason;
    }
  }

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
    assertThat(outcome.text).isEqualTo("not asked: cannot resolve log1 (log1)");
  }

  @Test
  void aFailedNameLookupIsNoEvidenceAgainstTheHost() throws IOException {
    try (Selector selector = Selector.open()) {
      over(selector).open(new Server("log1", 514), outcome);
    }
    assertThat(outcome.text).isEqualTo("not asked: cannot resolve log1 (log1)");
  }
}
