package io.github.failoversyslog.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A ring whose file fails and that continues in memory. */
class LeavingAFileTest {
  private static final int CAPACITY = 1024;

  private FileImage image = FileImage.empty(CAPACITY);

  private static void append(FileImage image, String... messages) {
    for (String message : messages) {
      assertThat(image.story.append(message)).isTrue();
    }
  }

  @Test
  void returnsTheNumbersOfUnreadAndUnreleasedMessages() {
    append(image, "released", "read", "read too", "unread");
    image.story.read(1);
    image.ring.release(image.ring.sent());
    image.story.read(2);
    assertThat(image.ring.goOnInMemory(CAPACITY)).isEqualTo(new MessageRing.Left(1, 2));
  }

  @Test
  void countsMessagesOfAnEarlierProcessToo() {
    append(image, "one", "two", "three");
    image = image.afterAKill();
    image.story.read(1);
    append(image, "four");
    assertThat(image.ring.goOnInMemory(CAPACITY)).isEqualTo(new MessageRing.Left(3, 1));
  }

  @Test
  void countsRewoundMessagesAsUnread() {
    append(image, "one", "two");
    image.story.readAll();
    image.ring.rewind(image.ring.released());
    assertThat(image.ring.goOnInMemory(CAPACITY)).isEqualTo(new MessageRing.Left(2, 0));
  }

  @Test
  void refusesAWriterThatHasNotFinishedAndEveryOtherOneOfTheFile() {
    RingMemory file = image.ring.memory();
    long position = file.claim(3, CAPACITY);
    image.ring.goOnInMemory(CAPACITY);
    LongAdder count = new LongAdder();
    assertThat(file.write(position, new byte[3], 3, count)).isFalse();
    assertThat(count.sum()).isZero();
    assertThat(file.claim(3, CAPACITY)).isNegative();
  }

  @Test
  void continuesEmptyAfterItsTail() {
    append(image, "lost");
    long tail = image.ring.tail();
    image.ring.goOnInMemory(CAPACITY);
    assertThat(image.ring.isKept()).isFalse();
    long start = image.ring.released();
    assertThat(start).isGreaterThan(tail);
    assertThat(image.ring.hasWaiting()).isFalse();
    append(image, "one", "two");
    assertThat(image.story.readAll()).containsExactly("one", "two");
    assertThat(image.ring.rewind(start)).isEqualTo(2);
    image.story.readAndReleaseAll();
    assertThat(image.ring.released()).isEqualTo(image.ring.tail());
  }

  @Test
  void limitsAppendsToTheCapacityOfTheMemory() {
    image.ring.goOnInMemory(64);
    assertThat(image.ring.capacity()).isEqualTo(64);
    assertThat(image.story.append("x".repeat(50), CAPACITY)).isTrue();
    assertThat(image.story.append("x", CAPACITY)).isFalse();
  }

  @Test
  void staysSealed() {
    image.ring.seal();
    image.ring.goOnInMemory(CAPACITY);
    assertThat(image.story.append("too late")).isFalse();
  }

  @Test
  void readsNothingFromATruncatedFile() {
    append(image, "what may be there no more");
    image.isCutShort();
    assertThatThrownBy(image.story::readAll).isInstanceOf(SpoolFaultException.class);
    assertThatThrownBy(() -> image.ring.messageAt(0)).isInstanceOf(SpoolFaultException.class);
    assertThat(image.ring.goOnInMemory(CAPACITY)).isEqualTo(new MessageRing.Left(1, 0));
    assertThat(image.story.readAll()).isEmpty();
  }

  @Test
  @Timeout(60)
  void refusesNoMessageWhileThereIsRoom() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      for (int round = 0; round < 300; round++) {
        FileImage roomy = FileImage.empty(1 << 20);
        List<Future<Boolean>> writers =
            IntStream.range(0, 3)
                .mapToObj(i -> threads.submit(() -> isNeverRefused(roomy)))
                .toList();
        while (!roomy.ring.hasWaiting()) {
          Thread.onSpinWait();
        }
        roomy.ring.goOnInMemory(1 << 20);
        for (Future<Boolean> writer : writers) {
          assertThat(writer.get(30, TimeUnit.SECONDS)).isTrue();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean isNeverRefused(FileImage image) {
    boolean taken = true;
    for (int i = 0; i < 5000; i++) { // there is room for all of them
      try {
        taken &= image.story.append("a message");
      } catch (SpoolFaultException e) {
        // lost with the file, and reported
      }
    }
    return taken;
  }

  /** Every message is either counted in the file, found in memory, or refused. */
  @Test
  @Timeout(60)
  void countsEveryMessageWhileWritersAreActive() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      for (int round = 0; round < 300; round++) {
        image = FileImage.empty(1 << 16);
        AtomicBoolean ending = new AtomicBoolean();
        List<Future<Integer>> writers =
            IntStream.range(0, 3).mapToObj(i -> threads.submit(() -> write(ending))).toList();
        long read = 0;
        for (int reads = 0; reads < 20; reads++) {
          read += image.story.readAll().size();
          image.ring.release(image.ring.sent());
        }
        long left = image.ring.goOnInMemory(1 << 16).unread();
        read += image.story.readAll().size();
        ending.set(true);
        long taken = 0;
        for (Future<Integer> writer : writers) {
          taken += writer.get(30, TimeUnit.SECONDS);
        }
        read += image.story.readAll().size();
        assertThat(read + left).isEqualTo(taken);
        assertThat(image.story.taken.sum()).isEqualTo(taken);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private int write(AtomicBoolean ending) {
    int taken = 0;
    while (!ending.get()) {
      try {
        taken += image.story.append("a message") ? 1 : 0;
      } catch (SpoolFaultException e) {
        // refused, and reported
      }
    }
    return taken;
  }
}
