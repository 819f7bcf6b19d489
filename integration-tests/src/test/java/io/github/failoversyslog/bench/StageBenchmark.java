package io.github.failoversyslog.bench;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.wire.Framing;
import io.github.failoversyslog.wire.OctetCounting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Measures the stages of an encoded message: into the ring, from the ring into a batch, and to the
 * kernel.
 */
public class StageBenchmark {
  /** The number of benchmark messages in a batch of 64 KB. */
  static final int MESSAGES = 300;

  private static final byte[] FRAME =
      ReadyFramesContender.frame(
          "Order 1234567 was paid and is on its way to the customer; "
              + "the parcel service has been told. Weight 1200 grams");
  private static final byte[] MESSAGE = Arrays.copyOfRange(FRAME, "209 ".length(), FRAME.length);
  private static final byte[] SHORT = {'x'};

  @State(Scope.Thread)
  public static class EmptyRing {
    final MessageRing ring = MessageRing.inMemory(1 << 20);
    final LongAdder count = new LongAdder();

    @Setup(Level.Invocation)
    public void drain() {
      ring.read("", (message, position, none) -> true);
      ring.release(ring.sent());
    }

    void fill() {
      for (int i = 0; i < MESSAGES; i++) {
        ring.append(MESSAGE, MESSAGE.length, ring.capacity(), count);
      }
    }
  }

  /** A ring with unread messages. */
  @State(Scope.Thread)
  public static class FullRing extends EmptyRing {
    final ByteBuffer batch = ByteBuffer.allocateDirect(MESSAGES * FRAME.length);
    final Framing framing = new OctetCounting();
    final MessageRing.MessageSink<ByteBuffer> frames =
        (message, position, into) -> framing.append(message, into);

    @Setup(Level.Invocation)
    public void refill() {
      fill();
      batch.clear();
    }
  }

  /** A ring whose messages have been read but not released. */
  @State(Scope.Thread)
  public static class ReadRing extends EmptyRing {
    @Setup(Level.Invocation)
    public void read() {
      fill();
      ring.read("", (message, position, none) -> true);
    }
  }

  /** A connection to the counting server, and a batch to send. */
  @State(Scope.Thread)
  public static class OpenConnection {
    final ByteBuffer batch = ByteBuffer.allocateDirect(MESSAGES * FRAME.length);
    SocketChannel channel;

    @Setup
    public void connect() throws IOException {
      for (int i = 0; i < MESSAGES; i++) {
        batch.put(FRAME);
      }
      channel =
          SocketChannel.open(
              new InetSocketAddress(
                  InetAddress.getLoopbackAddress(), Integer.getInteger("bench.port")));
    }

    @TearDown
    public void close() throws IOException {
      channel.close();
    }
  }

  /** Messages of one byte: measures claiming space in the ring with almost no copying. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void claim(EmptyRing empty) {
    for (int i = 0; i < MESSAGES; i++) {
      empty.ring.append(SHORT, SHORT.length, empty.ring.capacity(), empty.count);
    }
  }

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void claimAndCopy(EmptyRing empty) {
    empty.fill();
  }

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public int frame(FullRing full) {
    return full.ring.read(full.batch, full.frames);
  }

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void release(ReadRing read) {
    read.ring.release(read.ring.sent());
  }

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void systemCall(OpenConnection connection) throws IOException {
    connection.batch.clear();
    while (connection.batch.hasRemaining()) {
      connection.channel.write(connection.batch);
    }
  }
}
