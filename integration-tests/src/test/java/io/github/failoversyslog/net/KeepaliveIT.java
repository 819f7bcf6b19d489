package io.github.failoversyslog.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

/** What a connection to a server is set to, asked of its socket. */
class KeepaliveIT {

  @Test
  void aConnectionAsksAnIdleHostAfterAMinuteSixTimesTenSecondsApart() throws IOException {
    try (SyslogTestServer server = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING).open();
        Selector selector = Selector.open()) {
      SocketChannel channel = connect(server, selector);
      assertThat(channel.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
      assertThat(channel.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(60);
      assertThat(channel.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL)).isEqualTo(10);
      assertThat(channel.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT)).isEqualTo(6);
    }
  }

  /** As the sender does, and returns the channel of its connection. */
  private static SocketChannel connect(SyslogTestServer server, Selector selector)
      throws IOException {
    TcpConnector connector =
        new TcpConnector(
            selector,
            host -> CompletableFuture.completedFuture(List.of(InetAddress.getLoopbackAddress())),
            Runnable::run,
            System::nanoTime,
            10_000_000_000L,
            65536,
            Transport.plain());
    CompletableFuture<Connection> reached = new CompletableFuture<>();
    connector.open(
        new Server("log1", server.port()),
        new Connector.Outcome() {
          @Override
          public void reached(Connection connection) {
            reached.complete(connection);
          }

          @Override
          public void failed(String reason) {
            reached.completeExceptionally(new IOException(reason));
          }
        });
    while (!reached.isDone()) {
      selector.select();
      selector.selectedKeys().forEach(key -> ((ReadyHandler) key.attachment()).ready());
      selector.selectedKeys().clear();
    }
    assertThat(reached).isCompleted();
    SelectionKey only = selector.keys().iterator().next();
    return (SocketChannel) only.channel();
  }
}
