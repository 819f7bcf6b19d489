package io.github.failoversyslog.bench;

import io.github.failoversyslog.it.server.Identity;
import io.github.failoversyslog.it.server.ServerTls;
import io.github.failoversyslog.it.server.SocketTask;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * A log server process that only counts frames. It answers every line on its control port with the
 * count.
 */
final class CountingServer {
  private final LongAdder frames = new LongAdder();

  private CountingServer() {}

  /**
   * Runs until the process is killed.
   *
   * @param args the port for frames, the control port and, for TLS, the key store file
   */
  public static void main(String[] args) throws IOException {
    CountingServer server = new CountingServer();
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])));
    Function<SocketChannel, ByteChannel> streams =
        args.length > 2
            ? ServerTls.oneWay(Identity.readKeyStore(Path.of(args[2])))::over
            : channel -> channel;
    SocketTask.inBackground(() -> server.answer(Integer.parseInt(args[1])));
    while (true) {
      SocketChannel channel = listener.accept();
      SocketTask.inBackground(() -> server.count(streams.apply(channel)));
    }
  }

  private void count(ByteChannel channel) throws IOException {
    FrameCounter counter = new FrameCounter();
    ByteBuffer input = ByteBuffer.allocateDirect(256 * 1024);
    byte[] bytes = new byte[256 * 1024];
    try (channel) {
      while (channel.read(input.clear()) >= 0) {
        int read = input.flip().remaining();
        input.get(bytes, 0, read);
        frames.add(counter.framesEndingIn(bytes, read));
      }
    }
  }

  private void answer(int controlPort) throws IOException {
    try (ServerSocket control =
        new ServerSocket(controlPort, 1, InetAddress.getLoopbackAddress())) {
      while (true) {
        try (Socket socket = control.accept();
            BufferedReader questions =
                new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            PrintWriter answers =
                new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII)) {
          while (questions.readLine() != null) {
            answers.println(frames.sum());
          }
        }
      }
    }
  }
}
