package io.github.failoversyslog.blackhole;

import io.github.failoversyslog.it.server.SocketTask;
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
 * A process that delays the traffic between distant hosts: what comes from one of them is forwarded
 * to all others after a fixed delay. It forwards the datagrams into which the hosts' kernels
 * encapsulate their packets (VXLAN), so everything the kernels do with packets and connections is
 * real.
 *
 * <p>Prints {@code open} when it is ready; closing standard input ends the process.
 */
final class DelayLine {
  private static final int MOST_BYTES = 65_536;
  private static final int BUFFER_BYTES = 4 << 20;

  private final long delayNanos;
  private final List<End> ends = new ArrayList<>();

  private DelayLine(long delayNanos) {
    this.delayNanos = delayNanos;
  }

  /** The path to one host, from the socket that is bound on this side. */
  private record End(DatagramChannel socket, InetSocketAddress host, BlockingQueue<Packet> queue) {}

  private record Packet(long dueNanos, ByteBuffer bytes) {}

  /**
   * Runs until standard input is closed.
   *
   * @param args the delay in milliseconds, the port, and for each host the local and the remote
   *     address
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
      SocketTask.inBackground(() -> line.receive(end));
      SocketTask.inBackground(() -> forward(end));
    }
    System.out.println("open");
    while (System.in.read() >= 0) {
      // continue
    }
    Runtime.getRuntime().halt(0);
  }

  private void receive(End from) throws IOException {
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

  private static void forward(End to) throws IOException {
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
