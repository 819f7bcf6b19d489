package io.github.failoversyslog.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

/** The socket options of a connection to a server. */
class KeepaliveIT {

  @Test
  void keepaliveStartsAfterAMinuteWithSixProbesTenSecondsApart() throws IOException {
    try (SyslogTestServer server = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING).open();
        SelectorLoop loop = new SelectorLoop()) {
      loop.connect(new Server("log1", server.port()), 65536, Transport.plain());
      SelectionKey only = loop.selector().keys().iterator().next();
      SocketChannel channel = (SocketChannel) only.channel();
      assertThat(channel.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
      assertThat(channel.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(60);
      assertThat(channel.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL)).isEqualTo(10);
      assertThat(channel.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT)).isEqualTo(6);
    }
  }
}
