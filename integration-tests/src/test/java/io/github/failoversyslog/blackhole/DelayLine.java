package io.github.failoversyslog.blackhole;

import io.github.failoversyslog.it.server.SocketWork;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The way between hosts that are far from each other, as a process of its own: what comes from one
 * of them goes to all others, a fixed time later. Made for the datagrams into which the kernels of
 * the hosts put their packets (VXLAN), so all that kernels do to packets and connections is real.
 *
 * <p>Prints {@code open} when it is ready; the end of standard input ends the process.
 */
final class DelayLine {
  private static final int MOST_BYTES = 65_536;
  private static final int BUFFER_BYTES = 4 << 20;

  private final long delayNanos;
  private final List<End> ends = new ArrayList<>();

  private DelayLine(long delayNanos) {
    this.delayNanos = delayNanos;
  }

  /** The way to one host, from the socket that is bound on our side of it. */
  private record End(DatagramChannel socket, InetSocketAddress host, BlockingQueue<Packet> queue) {}

  private record Packet(long dueNanos, ByteBuffer bytes) {}

  /**
   * Runs until the end of standard input.
   *
   * @param args the delay in milliseconds, the port, and for each host our address and its own
   */
  public static void main(String[] args) throws IOException {
    DelayLine line = new DelayLine(TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[0])));
    int port = Integer.parseInt(args[1]);
    for (int i = 2; i < args.length; i += 2) {
      DatagramChannel socket = DatagramChannel.open();
      socket.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
      socket.bind(new InetSocketAddress(args[i], port));
      line.ends.add(
          new End(socket, new InetSocketAddress(args[i + 1], port), new LinkedBlockingQueue<>()));
    }
    for (End end : line.ends) {
      SocketWork.inBackground(() -> line.take(end));
      SocketWork.inBackground(() -> give(end));
    }
    System.out.println("open");
    while (System.in.read() >= 0) {
      // on
    }
    Runtime.getRuntime().halt(0);
  }

  private void take(End from) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(MOST_BYTES);
    while (true) {
      from.socket().receive(buffer.clear());
      long due = System.nanoTime() + delayNanos;
      ByteBuffer bytes = ByteBuffer.allocate(buffer.flip().remaining()).put(buffer).flip();
      for (End to : ends) {
        if (!to.equals(from)) {
          to.queue().add(new Packet(due, bytes.duplicate()));
        }
      }
    }
  }

  private static void give(End to) throws IOException {
    while (true) {
      Packet packet = next(to);
      for (long left = packet.dueNanos() - System.nanoTime();
          left > 0;
          left = packet.dueNanos() - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      to.socket().send(packet.bytes(), to.host());
    }
  }

  private static Packet next(End to) throws InterruptedIOException {
    try {
      return to.queue().take();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }
}
