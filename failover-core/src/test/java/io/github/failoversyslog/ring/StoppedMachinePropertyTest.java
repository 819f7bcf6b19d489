package io.github.failoversyslog.ring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * A power failure: every block of the file, including the control page, is on disk as it was at the
 * last flush, or as it was between two operations since. The power can also fail while the next
 * start flushes what it repaired. For every mixture:
 *
 * <ul>
 *   <li>messages that were flushed and are not released are recovered;
 *   <li>every recovered message was appended, none is duplicated, and they are in order;
 *   <li>a missing message either left no header, or unreadable bytes are reported;
 *   <li>the ring is consistent, and a second start recovers the same and reports nothing.
 * </ul>
 */
class StoppedMachinePropertyTest {
  private static final int CAPACITY = 16 * 1024;

  /** What happens to a spool on a machine between two starts. */
  private static final class Life {
    private final Random random;
    private final int longest;
    private final int blockBytes;
    private final TreeMap<Long, String> appended = new TreeMap<>(); // by position, of all starts
    private final Set<String> forced = new HashSet<>();
    private FileImage image = FileImage.empty(CAPACITY);
    private byte[] onDisk = image.forced();
    private int number;

    Life(Random random, int longest, int blockBytes) {
      this.random = random;
      this.longest = longest;
      this.blockBytes = blockBytes;
    }

    void goOn(int deeds) {
      for (int deed = 0; deed < deeds; deed++) {
        int kind = random.nextInt(100);
        if (kind < 60) {
          append();
        } else if (kind < 90) {
          image.story.read(random.nextInt(20));
          image.ring.release(image.ring.sent());
        } else if (kind < 96) {
          onDisk = image.forced();
          forced.addAll(appended.values());
        } else if (kind < 98) {
          onDisk = mixture(onDisk, image.forced(), random.nextInt(101));
        } else if (aWriterDies()) {
          image.story.readAll();
          image.ring.skipUncommitted(image.ring.tail());
        }
      }
    }

    private boolean aWriterDies() {
      int bytes = 1 + random.nextInt(longest);
      int used = (int) (image.ring.tail() - image.ring.released());
      boolean room = CAPACITY - used > 2 * bytes + 16;
      if (room) {
        long position = Writers.diesAfterTheClaim(image.ring, bytes);
        image.records.claim(position, bytes);
        image.records.put(position, "half ".repeat(bytes).getBytes(US_ASCII), bytes / 2);
      }
      return room;
    }

    private void append() {
      int bytes = 8 + random.nextInt(longest);
      String message = (number++ + "-abcdefgh-").repeat(1 + bytes / 8).substring(0, bytes);
      if (image.story.append(message)) {
        appended.put(image.ring.tail() - RecordHeader.recordBytes(bytes), message);
      }
    }

    byte[] powerFails(int newBlocksInAHundred) {
      if (random.nextInt(4) == 0 && aWriterDies()) {
        append();
      }
      return mixture(onDisk, image.bytes(), newBlocksInAHundred);
    }

    private byte[] mixture(byte[] older, byte[] newer, int newBlocksInAHundred) {
      byte[] mixture = older.clone();
      for (int at = 0; at < newer.length; at += blockBytes) {
        if (random.nextInt(100) < newBlocksInAHundred) {
          System.arraycopy(newer, at, mixture, at, blockBytes);
        }
      }
      return mixture;
    }

    void start(byte[] mixture) {
      Map<Long, String> needed = new TreeMap<>(appended.tailMap(image.ring.released()));
      byte[] now = image.bytes();
      FileImage next;
      try {
        next = FileImage.tryToRecover(mixture);
        if (next.recovery.repaired() && random.nextInt(4) == 0) {
          checked(next, needed, now, mixture);
          start(mixture(mixture, next.forced(), random.nextInt(101)));
          return;
        }
      } catch (DamagedSpoolException e) {
        assertThat(needed.values()).as(e.getMessage()).noneMatch(forced::contains);
        next = FileImage.empty(CAPACITY);
        appended.clear();
        needed.clear();
      }
      List<String> recovered = checked(next, needed, now, mixture);
      next.ring.rewind(next.ring.released());
      appended.tailMap(next.ring.released()).values().retainAll(recovered); // the others are lost
      forced.addAll(recovered); // by the flush after a repair, or were on disk before
      image = next;
      onDisk = next.forced();
    }

    /** Returns the recovered messages. */
    private List<String> checked(
        FileImage next, Map<Long, String> needed, byte[] now, byte[] mixture) {
      List<String> recovered = next.story.readAll();
      assertThat(recovered).hasSize(next.recovery.messages());
      assertThat(recovered)
          .as("appended, once, and in order")
          .isEqualTo(
              appended.values().stream().filter(recovered::contains).collect(Collectors.toList()));
      List<String> missing = new ArrayList<>(needed.values());
      missing.removeAll(recovered);
      assertThat(missing).noneMatch(forced::contains);
      if (next.recovery.unreadableBytes() == 0) {
        needed.forEach(
            (position, message) -> {
              if (missing.contains(message)) {
                assertThat(header(mixture, position))
                    .as("header of %s", message)
                    .isNotEqualTo(header(now, position));
              }
            });
      }
      long end = next.ring.released() + CAPACITY;
      assertThat(next.records.zeroUntil(next.ring.tail(), end)).isEqualTo(end);
      FileImage again = next.afterAKill();
      assertThat(again.recovery.unreadableBytes()).isZero();
      assertThat(again.story.readAll()).isEqualTo(recovered);
      return recovered;
    }

    private static long header(byte[] image, long position) {
      return ByteBuffer.wrap(image)
          .order(ByteOrder.nativeOrder())
          .getLong(FileImage.offset(position, CAPACITY));
    }
  }

  @Property
  void losesNothingThatWasForcedAndReportsDamage(
      @ForAll long seed,
      @ForAll boolean sectors,
      @ForAll @IntRange(min = 0, max = 100) int newBlocksInAHundred,
      @ForAll @IntRange(min = 20, max = 6000) int longest) {
    Life life = new Life(new Random(seed), longest, sectors ? 512 : 4096);
    for (int crash = 0; crash < 4; crash++) {
      life.goOn(5 + life.random.nextInt(150));
      life.start(life.powerFails(newBlocksInAHundred));
    }
  }
}
