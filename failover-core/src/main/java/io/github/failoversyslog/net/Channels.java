package io.github.failoversyslog.net;

import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;

/** Opens, configures and closes socket channels. */
final class Channels {
  private static final int KEEPALIVE_IDLE_SECONDS = 60;
  private static final int KEEPALIVE_INTERVAL_SECONDS = 10;
  private static final int KEEPALIVE_PROBES = 6;

  private Channels() {}

  /**
   * Opens a non-blocking channel with TCP keepalive.
   *
   * @param sendBufferBytes the socket's SO_SNDBUF
   */
  static SocketChannel open(int sendBufferBytes) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, sendBufferBytes);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      if (channel.supportedOptions().containsAll(keepaliveOptions())) {
        channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEPALIVE_IDLE_SECONDS);
        channel.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEPALIVE_INTERVAL_SECONDS);
        channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEPALIVE_PROBES);
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      close(channel);
      throw e;
    }
  }

  private static Set<?> keepaliveOptions() {
    return Set.of(
        ExtendedSocketOptions.TCP_KEEPIDLE,
        ExtendedSocketOptions.TCP_KEEPINTERVAL,
        ExtendedSocketOptions.TCP_KEEPCOUNT);
  }

  /**
   * Turns off delayed TCP acknowledgements (TCP_QUICKACK). A server that sends its responses one by
   * one with Nagle's algorithm waits for the acknowledgement before it sends the next response. The
   * kernel resets this option, so it is set after every read.
   */
  static void acknowledgeNow(SocketChannel channel) {
    try {
      if (channel.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
        channel.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
      }
    } catch (IOException e) {
      // the connection is broken; the next read reports it
    }
  }

  /** Address and port of the peer. */
  static String peerOf(SocketChannel connected) {
    Socket socket = connected.socket();
    return new Server(socket.getInetAddress().getHostAddress(), socket.getPort()).toString();
  }

  static void reset(SocketChannel channel) {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // it is broken already
    }
    close(channel);
  }

  static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // nothing can be done about it
    }
  }
}
