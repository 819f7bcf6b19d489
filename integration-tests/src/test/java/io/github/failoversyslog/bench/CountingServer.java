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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * A log server process that only counts frames. It answers every line on its control port: {@link
 * #DELAYS} with the {@linkplain Delays ages} of the events when they were read, any other with the
 * count. {@link #LEAVE} closes its port and connections before, {@link #RETURN} opens the port
 * again, with code that is compiled already.
 */
final class CountingServer {
  static final String DELAYS = "delays";
  static final String LEAVE = "leave";
  static final String RETURN = "return";

  private final int port;
  private final Function<SocketChannel, ByteChannel> streams;
  private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();
  private ServerSocketChannel listener;

  private final LongAdder frames = new LongAdder();
  private final Delays delays = new Delays();

  private CountingServer(int port, Function<SocketChannel, ByteChannel> streams) {
    this.port = port;
    this.streams = streams;
  }

  /**
   * Runs until the process is killed.
   *
   * @param args the port for frames, the control port and, for TLS, the key store file
   */
  public static void main(String[] args) throws IOException {
    Function<SocketChannel, ByteChannel> streams =
        args.length > 2
            ? ServerTls.oneWay(Identity.readKeyStore(Path.of(args[2])))::over
            : channel -> channel;
    CountingServer server = new CountingServer(Integer.parseInt(args[0]), streams);
    server.open();
    server.answer(Integer.parseInt(args[1]));
  }

  private void open() throws IOException {
    ServerSocketChannel opened = ServerSocketChannel.open();
    opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    listener = opened;
    SocketTask.inBackground(() -> accept(opened));
  }

  private void accept(ServerSocketChannel from) throws IOException {
    while (true) {
      SocketChannel channel = from.accept();
      connections.add(channel);
      SocketTask.inBackground(() -> count(streams.apply(channel)));
    }
  }

  private void leave() throws IOException {
    listener.close();
    for (SocketChannel connection : connections) {
      connection.close();
    }
    connections.clear();
  }

  private void count(ByteChannel channel) throws IOException {
    FrameCounter counter = new FrameCounter();
    Delays.OfConnection ages = delays.new OfConnection();
    ByteBuffer input = ByteBuffer.allocateDirect(256 * 1024);
    byte[] bytes = new byte[256 * 1024];
    try (channel) {
      while (channel.read(input.clear()) >= 0) {
        long readAtNanos = System.nanoTime();
        int read = input.flip().remaining();
        input.get(bytes, 0, read);
        frames.add(counter.framesEndingIn(bytes, read));
        ages.read(bytes, read, readAtNanos);
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
          for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            answers.println(answerTo(line));
          }
        }
      }
    }
  }

  private String answerTo(String line) throws IOException {
    if (line.equals(LEAVE)) {
      leave();
    } else if (line.equals(RETURN)) {
      open();
    }
    return line.equals(DELAYS) ? delays.takeEncoded() : Long.toString(frames.sum());
  }
}
