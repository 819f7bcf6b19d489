package io.github.failoversyslog.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many writers and one reader, in rings so small that they wrap around often. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MessageRingThreadsTest {
  private static final int WRITERS = 4;
  private static final int MESSAGES = 25_000; // of each writer

  /** Writes a message: its writer and number, and a length and content derived from them. */
  private static int write(byte[] into, int writer, int number) {
    int length = 8 + (writer * 31 + number * 7) % 90;
    ByteBuffer.wrap(into).putInt(writer).putInt(number);
    for (int i = 8; i < length; i++) {
      into[i] = (byte) (writer + number + i);
    }
    return length;
  }

  @SuppressWarnings("ThreadPriorityCheck") // correct without; with fewer cores much faster
  private static void letOthersWork() {
    Thread.yield();
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {256, 4096, 65_536})
  void everyMessageIsReadOnceAndCompleteAndInItsWritersOrder(int capacityBytes)
      throws InterruptedException {
    MessageRing ring = MessageRing.inMemory(capacityBytes);
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      writers.add(new Thread(() -> writeAll(ring, writer)));
    }
    writers.forEach(Thread::start);
    int[] next = new int[WRITERS];
    for (long read = 0; read < (long) WRITERS * MESSAGES; ) {
      int messages = ring.read("", (message, position, none) -> check(message, next));
      ring.release(ring.sent());
      read += messages;
      if (messages == 0) {
        letOthersWork();
      }
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(next).containsOnly(MESSAGES);
    assertThat(ring.hasWaiting()).isFalse();
  }

  private static void writeAll(MessageRing ring, int writer) {
    byte[] message = new byte[100];
    for (int number = 0; number < MESSAGES; number++) {
      int length = write(message, writer, number);
      while (!ring.append(message, length, ring.capacity(), new LongAdder())) {
        letOthersWork();
      }
    }
  }

  private static boolean check(ByteBuffer message, int[] next) {
    byte[] expected = new byte[100];
    int writer = message.getInt(message.position());
    int length = write(expected, writer, next[writer]);
    assertThat(message).isEqualTo(ByteBuffer.wrap(expected, 0, length));
    next[writer]++;
    return true;
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {1024, 16_384})
  void messagesReadAgainAreUnchangedDuringAppends(int capacityBytes) throws InterruptedException {
    MessageRing ring = MessageRing.inMemory(capacityBytes);
    Thread writer = new Thread(() -> writeAll(ring, 0));
    writer.start();
    int[] next = {0};
    while (next[0] < MESSAGES) {
      int before = next[0];
      int messages = ring.read("", (message, position, none) -> check(message, next));
      assertThat(ring.rewind(ring.released())).isEqualTo(messages);
      next[0] = before;
      int again =
          ring.read(
              "", (message, position, none) -> next[0] < before + messages && check(message, next));
      assertThat(again).isEqualTo(messages);
      ring.release(ring.sent());
    }
    writer.join();
  }
}
