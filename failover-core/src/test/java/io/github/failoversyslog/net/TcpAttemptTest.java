package io.github.failoversyslog.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What an attempt reports about a server that was not contacted. */
class TcpAttemptTest {
  private static final int REFUSED_BY_OUR_SYSTEM = -1;

  private String outcome = "";

  private void attempt(CompletableFuture<List<InetAddress>> answer, int sendBufferBytes)
      throws IOException {
    try (Selector selector = Selector.open()) {
      new TcpConnector(
              selector,
              host -> answer,
              Runnable::run,
              System::nanoTime,
              1_000_000_000,
              sendBufferBytes,
              Transport.plain())
          .open(
              new Server("log1", 601),
              new Connector.AttemptListener() {
                @Override
                public void reached(Connection connection) {
                  outcome = "reached";
                }

                @Override
                public void failed(String reason) {
                  outcome = "failed";
                }

                @Override
                public void rejected(String reason) {
                  outcome = "rejected";
                }

                @Override
                public void notAsked(String reason) {
                  outcome = "not asked";
                }
              });
    }
  }

  @Test
  void aFailedNameLookupIsNoEvidenceAgainstTheHost() throws IOException {
    attempt(CompletableFuture.failedFuture(new UnknownHostException("log1")), 65536);
    assertThat(outcome).isEqualTo("not asked");
  }

  @Test
  void aMissingFileDescriptorIsNoEvidenceAgainstTheHost() throws IOException {
    InetAddress address = InetAddress.getLoopbackAddress();
    attempt(CompletableFuture.completedFuture(List.of(address)), REFUSED_BY_OUR_SYSTEM);
    assertThat(outcome).isEqualTo("not asked");
  }
}
