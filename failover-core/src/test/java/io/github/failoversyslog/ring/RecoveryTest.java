package io.github.failoversyslog.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message of 8 bytes takes 16 bytes; the ring has room for 64 of them. */
class RecoveryTest {
  private static final int CAPACITY = 1024;

  private FileImage image = FileImage.empty(CAPACITY);

  private void theProcessIsKilled() {
    image = image.afterAKill();
  }

  private void damage(byte[] bytes, long position, int length) {
    int from = image.offset(position);
    Arrays.fill(bytes, from, from + length, (byte) '#');
  }

  private void append(String... messages) {
    for (String message : messages) {
      assertThat(image.story.append(message)).isTrue();
    }
  }

  /** Asserts that the ring works like a new one. */
  private void thenTheRingIsWellFormed() {
    MessageRing ring = image.ring;
    assertThat(ring.tail() - ring.released()).isBetween(0L, (long) CAPACITY);
    long end = ring.released() + CAPACITY;
    assertThat(image.records.zeroUntil(ring.tail(), end)).as("zero behind the tail").isEqualTo(end);
    assertThat(image.afterAKill().recovery.unreadableBytes()).as("of a second start").isZero();
  }

  @Nested
  class AfterAKill {

    @Test
    void messagesThatWereNotReleasedAreRecoveredAndNothingIsReported() {
      append("one", "two", "three", "four");
      image.story.read(2);
      image.ring.release(16);
      theProcessIsKilled();
      assertThat(image.recovery.messages()).isEqualTo(3);
      assertThat(image.recovery.unreadableBytes()).isZero();
      assertThat(image.recovery.repaired()).isFalse();
      assertThat(image.ring.sent()).isEqualTo(image.ring.released()).isEqualTo(16);
      append("five");
      assertThat(image.story.readAll()).containsExactly("two", "three", "four", "five");
      thenTheRingIsWellFormed();
    }

    @Test
    void anEmptyRingContinuesAtItsPosition() {
      append("one", "two");
      image.story.readAndReleaseAll();
      theProcessIsKilled();
      assertThat(image.ring.tail()).isEqualTo(32);
      append("three");
      theProcessIsKilled();
      assertThat(image.story.readAll()).containsExactly("three");
    }

    @Test
    void aFullRingThatWrapsAroundIsRecovered() {
      for (int lap = 0; lap < 3; lap++) {
        image.story.append('a', 392);
        image.story.append('b', 192);
        image.story.readAndReleaseAll(); // 600 bytes, so that the end is sometimes padded
      }
      image.story.append('c', 392);
      image.story.append('d', 192);
      theProcessIsKilled();
      assertThat(image.recovery.unreadableBytes()).isZero();
      assertThat(image.story.readAll()).containsExactly("c".repeat(392), "d".repeat(192));
      thenTheRingIsWellFormed();
    }

    @Test
    void aWriterThatWasCopyingLeavesAReportedGap() {
      append("one");
      Writers.diesInTheMessage(image.ring, 13);
      append("two");
      Writers.diesInTheMessage(image.ring, 13);
      theProcessIsKilled();
      assertThat(image.recovery.unreadableBytes()).isEqualTo(48);
      assertThat(image.story.readAll()).containsExactly("one", "two");
      thenTheRingIsWellFormed();
    }

    @Test
    void aWriterThatHadNotWrittenItsHeaderLeavesAReportedGap() {
      append("one");
      Writers.diesAfterTheClaim(image.ring, 13);
      append("two");
      theProcessIsKilled();
      assertThat(image.recovery.unreadableBytes()).isEqualTo(24);
      assertThat(image.story.readAll()).containsExactly("one", "two");
      thenTheRingIsWellFormed();
    }

    @Test
    void theContentOfAClaimedRecordIsNotSearched() {
      append("one");
      long position = Writers.diesAfterTheClaim(image.ring, 64);
      image.records.claim(position, 64);
      byte[] decoy =
          FileImage.recordAt(position + 16, "decoy!!!", Checksum.keyedWith(FileImage.SALT));
      byte[] text = new byte[64];
      System.arraycopy(decoy, 0, text, 8, decoy.length);
      image.records.put(position, text, text.length);
      theProcessIsKilled();
      assertThat(image.story.readAll()).containsExactly("one");
    }

    @Test
    void anInterruptedReleaseIsCompletedAndNotReported() {
      append("one", "two");
      image.story.append('x', 400);
      append("four");
      image.story.read(3);
      image.positions.zeroing(32 + 408);
      image.records.zero(0, 100); // the process dies while zeroing the third message
      theProcessIsKilled();
      assertThat(image.recovery.unreadableBytes()).isZero();
      assertThat(image.ring.released()).isEqualTo(440);
      assertThat(image.story.readAll()).containsExactly("four");
      thenTheRingIsWellFormed();
    }

    @Test
    void anInterruptedReleaseOfEverythingLeavesAnEmptyRing() {
      image.story.append('x', 400);
      image.story.readAll();
      image.positions.zeroing(408);
      image.records.zero(0, 100);
      theProcessIsKilled();
      assertThat(image.recovery.unreadableBytes()).isZero();
      assertThat(image.recovery.messages()).isZero();
      thenTheRingIsWellFormed();
    }

    @Test
    void anInterruptedReleaseOfAFullRingIsNotReported() {
      image.story.append('x', CAPACITY - 8);
      image.story.readAll();
      image.positions.zeroing(CAPACITY);
      image.records.zero(0, 100);
      theProcessIsKilled();
      assertThat(image.recovery.unreadableBytes()).isZero();
      thenTheRingIsWellFormed();
    }

    @Test
    void aSealedRingAcceptsMessagesAgain() {
      append("one");
      image.ring.seal();
      theProcessIsKilled();
      append("two");
      assertThat(image.story.readAll()).containsExactly("one", "two");
    }

    @Test
    void aSkippedRecordIsReportedOnce() {
      Writers.diesAfterTheClaim(image.ring, 8);
      append("two");
      assertThat(image.ring.skipUncommitted(image.ring.tail())).isTrue();
      theProcessIsKilled();
      assertThat(image.recovery.unreadableBytes()).isZero();
      assertThat(image.story.readAll()).containsExactly("two");
    }
  }

  @Nested
  class ADamagedRecord {

    @Test
    void isSkippedAndCountedAndTheNextOneIsFound() {
      append("one");
      image.story.append('x', 100);
      append("three", "four");
      byte[] bytes = image.bytes();
      damage(bytes, 16 + 40, 8);
      image = FileImage.recover(bytes);
      assertThat(image.recovery.unreadableBytes()).isEqualTo(112);
      assertThat(image.recovery.repaired()).isTrue();
      assertThat(image.story.readAll()).containsExactly("one", "three", "four");
      thenTheRingIsWellFormed();
    }

    @ParameterizedTest(name = "byte {0} of the header")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void isDetectedByEveryBitOfItsHeader(int index) {
      append("one", "two", "three");
      byte[] intact = image.bytes();
      for (int bit = 0; bit < 8; bit++) {
        byte[] bytes = intact.clone();
        bytes[image.offset(16) + index] ^= (byte) (1 << bit);
        FileImage after = FileImage.recover(bytes);
        assertThat(after.recovery.unreadableBytes()).isEqualTo(16);
        assertThat(after.story.readAll()).containsExactly("one", "three");
      }
    }

    @Test
    void atTheStartMovesTheStart() {
      append("one", "two", "three");
      byte[] bytes = image.bytes();
      damage(bytes, 0, 16);
      image = FileImage.recover(bytes);
      assertThat(image.recovery.unreadableBytes()).isEqualTo(16);
      assertThat(image.ring.released()).isEqualTo(16);
      assertThat(image.story.readAll()).containsExactly("two", "three");
      thenTheRingIsWellFormed();
    }

    @Test
    void atTheEndIsClearedForTheNextMessage() {
      append("one", "two", "three");
      byte[] bytes = image.bytes();
      damage(bytes, 32, 8);
      image = FileImage.recover(bytes);
      assertThat(image.recovery.unreadableBytes()).isEqualTo(16);
      assertThat(image.ring.tail()).isEqualTo(32);
      thenTheRingIsWellFormed();
      append("four");
      assertThat(image.story.readAll()).containsExactly("one", "two", "four");
    }

    @Test
    void atTheEndThatWasLostIsReportedFromTheSavedTail() {
      append("one", "two", "three");
      byte[] bytes = image.forced();
      Arrays.fill(bytes, image.offset(16), image.offset(48), (byte) 0);
      image = FileImage.recover(bytes);
      assertThat(image.recovery.unreadableBytes()).isEqualTo(32);
      assertThat(image.story.readAll()).containsExactly("one");
    }

    @Test
    void atTheEndOfAFullRingIsReportedFromTheSavedTail() {
      for (int i = 0; i < CAPACITY / 16; i++) {
        append("one");
      }
      byte[] bytes = image.forced();
      Arrays.fill(bytes, image.offset(16), bytes.length, (byte) 0);
      image = FileImage.recover(bytes);
      assertThat(image.recovery.unreadableBytes()).isEqualTo(CAPACITY - 16);
    }

    @Test
    void acrossTheEndOfTheMemoryIsSkippedAsOne() {
      image.story.append('a', CAPACITY - 48);
      image.story.readAndReleaseAll(); // 40 bytes before the end
      append("one", "two", "three", "four");
      byte[] bytes = image.bytes();
      damage(bytes, CAPACITY - 40 + 16, 16); // "two", and 8 bytes of padding after it
      damage(bytes, CAPACITY - 8, 8);
      damage(bytes, CAPACITY, 8); // "three"
      image = FileImage.recover(bytes);
      assertThat(image.story.readAll()).containsExactly("one", "four");
      assertThat(image.recovery.unreadableBytes()).isEqualTo(16 + 8 + 16);
      thenTheRingIsWellFormed();
    }

    @Test
    void thatContainsACopyOfARecordIsNotReadAsOne() {
      append("one");
      byte[] quoted = Arrays.copyOfRange(image.bytes(), image.offset(0), image.offset(16));
      String quotation = new String(quoted, StandardCharsets.ISO_8859_1).repeat(4);
      byte[] text = quotation.getBytes(StandardCharsets.ISO_8859_1);
      image.ring.append(text, text.length, CAPACITY, new LongAdder());
      append("three");
      byte[] bytes = image.bytes();
      damage(bytes, 16, 8);
      image = FileImage.recover(bytes);
      assertThat(image.story.readAll()).containsExactly("one", "three");
    }

    @Test
    void thatWasForgedWithoutTheFilesKeyIsNotAccepted() {
      append("one");
      long position = image.ring.tail();
      byte[] forged = FileImage.recordAt(position + 16, "forged!!", Checksum.keyedWith(0));
      byte[] text = new byte[64];
      System.arraycopy(forged, 0, text, 8, forged.length);
      image.ring.append(text, text.length, CAPACITY, new LongAdder());
      append("three");
      byte[] bytes = image.bytes();
      damage(bytes, position, 8);
      image = FileImage.recover(bytes);
      assertThat(image.story.readAll()).containsExactly("one", "three");
    }
  }

  @Nested
  class AControlPage {

    @Test
    void thatIsOlderThanTheRecordsRepeatsMessagesAndLosesNone() {
      append("one", "two", "three");
      byte[] before = image.bytes();
      image.story.readAll();
      image.ring.release(16);
      append("four");
      byte[] bytes = image.bytes();
      System.arraycopy(before, 0, bytes, 0, ControlPage.BYTES);
      image = FileImage.recover(bytes);
      assertThat(image.recovery.unreadableBytes()).isZero();
      assertThat(image.story.readAll()).containsExactly("two", "three", "four");
      thenTheRingIsWellFormed();
    }

    @Test
    void thatIsOneLapOlderThanTheRecordsLosesNone() {
      image.story.append('a', 600);
      byte[] before = image.bytes();
      image.story.readAndReleaseAll();
      image.story.append('b', 600);
      image.story.readAndReleaseAll();
      append("one", "two");
      byte[] bytes = image.bytes();
      System.arraycopy(before, 0, bytes, 0, ControlPage.BYTES);
      image = FileImage.recover(bytes);
      assertThat(image.story.readAll()).containsExactly("one", "two");
      thenTheRingIsWellFormed();
    }

    @Test
    void thatIsNewerThanTheRecordsDoesNotRestoreReleasedMessages() {
      append("one", "two", "three");
      byte[] before = image.bytes();
      image.story.readAndReleaseAll();
      byte[] bytes = image.bytes();
      System.arraycopy(
          before, ControlPage.BYTES, bytes, ControlPage.BYTES, CAPACITY); // not zeroed on disk
      image = FileImage.recover(bytes);
      assertThat(image.recovery.messages()).isZero();
      assertThat(image.recovery.unreadableBytes()).as("they are known").isZero();
      assertThat(image.recovery.repaired()).isTrue();
      assertThat(image.ring.tail()).isEqualTo(48);
      thenTheRingIsWellFormed();
    }

    @ParameterizedTest
    @ValueSource(longs = {-8, 4, Long.MIN_VALUE, Long.MAX_VALUE - 7})
    void withAnImpossiblePositionIsDamaged(long released) {
      append("one");
      image.file().order(ByteOrder.nativeOrder()).putLong(1024, released);
      byte[] bytes = image.bytes();
      assertThatThrownBy(() -> FileImage.tryToRecover(bytes))
          .isInstanceOf(DamagedSpoolException.class)
          .hasMessage("invalid position " + released + " in the control page");
    }

    @Test
    void withAPositionFarFromAnyRecordIsDamaged() {
      append("one");
      image.file().order(ByteOrder.nativeOrder()).putLong(1024, 1L << 40);
      byte[] bytes = image.bytes();
      assertThatThrownBy(() -> FileImage.tryToRecover(bytes))
          .isInstanceOf(DamagedSpoolException.class)
          .hasMessage("contains data but no readable message");
    }

    @ParameterizedTest
    @ValueSource(longs = {-8, 3, 17, 100, 1L << 40, Long.MIN_VALUE, Long.MAX_VALUE})
    void withOtherInvalidValuesLosesNothing(long nonsense) {
      append("one", "two");
      image.story.read(1);
      image.ring.release(16);
      image.file().order(ByteOrder.nativeOrder()).putLong(1032, nonsense).putLong(1040, nonsense);
      image = FileImage.recover(image.bytes());
      assertThat(image.recovery.unreadableBytes()).isZero();
      assertThat(image.story.readAll()).containsExactly("two");
      thenTheRingIsWellFormed();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {32, 512, CAPACITY, CAPACITY + 8})
  void bytesInFreeMemoryAreReportedAndCleared(long position) {
    append("one");
    image.story.readAndReleaseAll();
    append("two"); // from 16 to 32
    byte[] bytes = image.bytes();
    damage(bytes, position, 8);
    image = FileImage.recover(bytes);
    assertThat(image.recovery.unreadableBytes()).isEqualTo(8);
    assertThat(image.story.readAll()).containsExactly("two");
    thenTheRingIsWellFormed();
  }

  @Test
  void remainsOfASkippedRecordDoNotHideLaterMessages() {
    append("one");
    Writers.diesInTheMessage(image.ring, 504);
    image.story.readAll();
    image.ring.skipUncommitted(image.ring.tail());
    byte[] lapBefore = image.bytes();
    image.story.append('x', CAPACITY - 16 - 512 - 8);
    image.story.readAndReleaseAll();
    append("two", "three", "four", "five"); // in the same memory
    byte[] bytes = image.bytes();
    System.arraycopy(lapBefore, image.offset(16), bytes, image.offset(16), 8);
    image = FileImage.recover(bytes);
    assertThat(image.story.readAll()).containsExactly("two", "four", "five");
    thenTheRingIsWellFormed();
  }

  @ParameterizedTest(name = "of {0} bytes")
  @ValueSource(ints = {2000, (1 << 24) - 16})
  @Timeout(60)
  void garbageThatLooksLikeHeadersIsSkippedInReasonableTime(int messageBytes) {
    int capacity = 1 << 25;
    int garbageBytes = capacity / 2 - 8;
    image = FileImage.empty(capacity);
    image.story.append('x', garbageBytes);
    image.story.append('y', 2000);
    byte[] bytes = image.bytes();
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    for (int at = 0; at < garbageBytes; at += 8) {
      words.putLong(image.offset(at), RecordHeader.message(messageBytes));
    }
    image = FileImage.recover(bytes); // without a limit, checksums over up to 35 TB
    assertThat(image.story.readAll()).containsExactly("y".repeat(2000));
  }
}
