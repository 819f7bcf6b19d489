package io.github.failoversyslog.blackhole;

import io.github.failoversyslog.it.server.SocketTask;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * A slow name server. It resolves every name to its own address (RFC 1035). It ends when its
 * standard input is closed.
 */
final class SlowNameServer {
  private static final int PORT = 53;
  private static final int HEADER_BYTES = 12;
  private static final int ADDRESS = 1; // record type A

  private SlowNameServer() {}

  /**
   * Prints a line when it listens.
   *
   * @param args the address, and the delay of an answer in milliseconds
   */
  public static void main(String[] args) throws IOException {
    InetAddress address = InetAddress.getByName(args[0]);
    long delayMillis = Long.parseLong(args[1]);
    DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, PORT));
    SocketTask.inBackground(() -> serve(socket, address.getAddress(), delayMillis));
    System.out.println("open");
    while (System.in.read() >= 0) {
      // no input is expected
    }
    Runtime.getRuntime().halt(0);
  }

  private static void serve(DatagramSocket socket, byte[] address, long delayMillis)
      throws IOException {
    while (true) {
      DatagramPacket query = new DatagramPacket(new byte[512], 512);
      socket.receive(query);
      byte[] answer = answer(Arrays.copyOf(query.getData(), query.getLength()), address);
      long dueNanos = System.nanoTime() + delayMillis * 1_000_000;
      SocketTask.inBackground(
          () -> {
            while (System.nanoTime() < dueNanos) {
              LockSupport.parkNanos(dueNanos - System.nanoTime());
            }
            socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
          });
    }
  }

  private static byte[] answer(byte[] query, byte[] address) {
    int end = HEADER_BYTES;
    while (query[end] != 0) {
      end += query[end] + 1;
    }
    ByteBuffer question = ByteBuffer.wrap(query, HEADER_BYTES, end + 5 - HEADER_BYTES);
    boolean found = ByteBuffer.wrap(query).getShort(end + 1) == ADDRESS;
    ByteBuffer answer = ByteBuffer.allocate(512);
    answer.put(query, 0, 2).putShort((short) 0x8180).putShort((short) 1);
    answer.putShort((short) (found ? 1 : 0)).putShort((short) 0).putShort((short) 0).put(question);
    if (found) {
      answer
          .putShort((short) (0xC000 | HEADER_BYTES))
          .putShort((short) ADDRESS)
          .putShort((short) 1);
      answer.putInt(0).putShort((short) address.length).put(address);
    }
    return Arrays.copyOf(answer.array(), answer.position());
  }
}
