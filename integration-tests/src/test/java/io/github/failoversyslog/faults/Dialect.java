package io.github.failoversyslog.faults;

import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.server.FrameParser;
import io.github.failoversyslog.it.server.RelpServerSession;
import io.github.failoversyslog.it.server.RelpService;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** The protocol that a {@link RecordingServer} speaks. */
public enum Dialect {
  OCTET_COUNTING {
    @Override
    DialectSession begin(Peer client) {
      return new DialectSession(FrameParser.of(FramingMode.OCTET_COUNTING), () -> {});
    }
  },
  RELP {
    @Override
    DialectSession begin(Peer client) {
      RelpService service = new RelpService();
      service.hold();
      RelpServerSession session =
          new RelpServerSession(0, service, (text, last) -> send(client, text, last));
      return new DialectSession(session, session::release);
    }
  },
  /** UDP: connectionless, one message per datagram. */
  DATAGRAMS {
    @Override
    DialectSession begin(Peer client) {
      throw new IllegalStateException("no connections over UDP");
    }
  },
  /** Accepts datagrams with any content. */
  LINES {
    @Override
    DialectSession begin(Peer client) {
      return new DialectSession(Dialect::parseLines, () -> {});
    }
  };

  /**
   * The connected client.
   *
   * @param stream over the socket, possibly encrypted
   */
  record Peer(SocketChannel socket, ByteChannel stream) {}

  /**
   * One connection.
   *
   * @param answer acknowledges what was read; called after it has been recorded
   */
  record DialectSession(FrameParser parser, Runnable answer) {}

  abstract DialectSession begin(Peer client);

  private static int parseLines(byte[] bytes, int from, int to, FrameParser.FrameConsumer sink) {
    int line = from;
    for (int at = from; at < to; at++) {
      if (bytes[at] == '\n') {
        sink.message(bytes, line, at - line);
        line = at + 1;
      }
    }
    return line;
  }

  private static void send(Peer client, String text, boolean last) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
      while (bytes.hasRemaining()) {
        client.stream().write(bytes);
      }
      if (last) {
        client.socket().shutdownOutput();
      }
    } catch (IOException e) {
      // the client has disconnected; the next read will show it
    }
  }
}
