package io.github.failoversyslog.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In most tests the ring has 64 bytes: room for four messages of 8 bytes. */
class MessageRingTest {
  private RingStory story = new RingStory(64);
  private MessageRing ring = story.ring;

  private void given(int capacityBytes) {
    story = new RingStory(capacityBytes);
    ring = story.ring;
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource({"64, 64", "65, 128", "1000, 1024", "1024, 1024", "1025, 2048"})
  void capacityIsRoundedUpToAPowerOfTwo(int asked, int expected) {
    assertThat(MessageRing.inMemory(asked).capacity()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 63, (1L << 30) + 1, 1L << 32})
  void aCapacityOutOfRangeIsRefused(long asked) {
    assertThatThrownBy(() -> MessageRing.inMemory(asked))
        .hasMessage("capacity is " + asked + "; expected 64 to 1073741824");
  }

  @Test
  void itsRoomIsWhatNoMessageTakes() {
    assertThat(ring.room()).isEqualTo(64);
    story.append("one");
    assertThat(ring.room()).isEqualTo(48);
    story.readAndReleaseAll();
    story.append("two");
    assertThat(ring.room()).isEqualTo(48);
  }

  @Nested
  class Reading {

    @Test
    void returnsTheMessagesInTheOrderOfAppends() {
      story.append("one");
      story.append("two");
      story.append("three");
      assertThat(story.readAll()).containsExactly("one", "two", "three");
      assertThat(story.readAll()).isEmpty();
    }

    @Test
    void leavesTheMessageThatTheSinkRefusesAndAllThatFollow() {
      story.append("one");
      story.append("two");
      story.append("three");
      assertThat(story.read(1)).containsExactly("one");
      assertThat(story.readAll()).containsExactly("two", "three");
    }

    @Test
    void countsTheMessagesThatTheSinkAccepted() {
      story.append("one");
      story.append("two");
      assertThat(ring.read("", (message, position, none) -> true)).isEqualTo(2);
      assertThat(ring.read("", (message, position, none) -> true)).isZero();
    }

    @Test
    void passesThePositionByWhichAMessageCanBeReadAgain() {
      story.append('a', 40);
      story.readAndReleaseAll();
      story.append("one");
      story.append("two"); // wraps around
      List<Long> positions = new ArrayList<>();
      ring.read("", (message, position, none) -> positions.add(position));
      assertThat(positions).containsExactly(48L, 64L);
      assertThat(RingStory.text(ring.messageAt(64))).isEqualTo("two");
      assertThat(RingStory.text(ring.messageAt(48))).isEqualTo("one");
    }

    @Test
    void ofASecondMessageDoesNotChangeTheFirst() {
      story.append("one");
      story.append("two");
      List<String> pairs = new ArrayList<>();
      ring.read(
          "",
          (message, position, none) -> {
            String first = RingStory.text(ring.messageAt(0));
            return pairs.add(first + " " + RingStory.text(message));
          });
      assertThat(pairs).containsExactly("one one", "one two");
    }

    @Test
    void isPossibleOnlyAtTheStartOfAMessage() {
      story.append("one");
      story.append("two");
      Writers.diesInTheMessage(ring, 3);
      story.readAll();
      ring.release(16);
      assertThatThrownBy(() -> ring.messageAt(0))
          .hasMessage("no message at 0; expected one from 16 to 48");
      assertThatThrownBy(() -> ring.messageAt(16 - 64)).hasMessageContaining("no message at -48");
      assertThatThrownBy(() -> ring.messageAt(32)).hasMessageContaining("no message at 32");
      assertThatThrownBy(() -> ring.messageAt(48)).hasMessageContaining("no message at 48");
      assertThatThrownBy(() -> ring.messageAt(64 + 16)).hasMessageContaining("no message at 80");
    }

    @Test
    void returnsOnlyTheGivenPartOfTheArray() {
      ring.append("one>>".getBytes(StandardCharsets.UTF_8), 3, 64, new LongAdder());
      assertThat(story.readAll()).containsExactly("one");
    }

    @Test
    void tellsWhetherAMessageIsWaitingAndReadable() {
      assertThat(ring.hasWaiting()).isFalse();
      assertThat(ring.isReadable()).isFalse();
      story.append("one");
      assertThat(ring.hasWaiting()).isTrue();
      assertThat(ring.isReadable()).isTrue();
      story.readAll();
      assertThat(ring.hasWaiting()).isFalse();
      assertThat(ring.isReadable()).isFalse();
    }
  }

  @Nested
  class AFullRing {

    @Test
    void refusesAMessageAndIsUnchanged() {
      story.append('a', 24);
      story.append('b', 24);
      assertThat(story.append("c")).isFalse();
      assertThat(ring.tail()).isEqualTo(64);
      assertThat(story.readAll()).containsExactly("a".repeat(24), "b".repeat(24));
    }

    @Test
    void hasRoomAgainAfterAReleaseNotAfterARead() {
      story.append('a', 24);
      story.append('b', 24);
      story.readAll();
      assertThat(story.append("c")).isFalse();
      ring.release(32);
      assertThat(story.append("c")).isTrue();
      assertThat(story.readAll()).containsExactly("c");
    }

    @Test
    void isFullEarlierForAWriterWithALowerLimit() {
      assertThat(story.append("one", 32)).isTrue();
      assertThat(story.append("two", 32)).isTrue();
      assertThat(story.append("three", 32)).isFalse();
      assertThat(story.append("three", 48)).isTrue();
    }
  }

  @Nested
  class TheEnd {

    @ParameterizedTest(name = "{0} bytes before")
    @ValueSource(ints = {16, 24, 32, 40, 48})
    void isPaddedWhenTheNextMessageDoesNotFitBeforeIt(int bytesBefore) {
      story.append('a', bytesBefore - 8);
      story.readAndReleaseAll();
      String tooLong = "b".repeat(Math.min(64 - bytesBefore, 24)); // without its header
      assertThat(story.append(tooLong)).isTrue();
      assertThat(story.readAll()).containsExactly(tooLong);
    }

    @Test
    void isPaddedEvenIfOnlyEightBytesAreLeft() {
      story.append('a', 48);
      story.readAndReleaseAll();
      story.append("one");
      assertThat(ring.tail()).isEqualTo(56 + 8 + 16);
      assertThat(story.readAll()).containsExactly("one");
    }

    @Test
    void countsAsInUseWhenItIsPadded() {
      story.append('a', 40);
      story.readAndReleaseAll(); // 16 bytes before the end
      assertThat(story.append("one two", 16)).isTrue(); // 16 with its header
      story.readAndReleaseAll();
      story.append('b', 40);
      story.readAndReleaseAll(); // 16 bytes before the end again
      assertThat(story.append("c".repeat(16), 39)).isFalse();
      assertThat(story.append("c".repeat(16), 40)).isTrue();
    }

    @Test
    void neverPreventsAMessageOfHalfTheCapacityLessItsHeader() {
      for (int shift = 0; shift < 64; shift += 8) {
        given(64);
        story.append('x', Math.max(1, shift - 8));
        story.readAndReleaseAll();
        assertThat(story.append('y', 24)).as("tail at %s", ring.tail()).isTrue();
        assertThat(story.readAll()).containsExactly("y".repeat(24));
      }
    }
  }

  @Nested
  class Releasing {

    @Test
    void zeroesTheMemoryOfTheMessages() {
      ByteBuffer looksCommitted = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
      looksCommitted.putLong(1).putLong(1).putLong(1);
      for (int lap = 0; lap < 4; lap++) {
        ring.append(looksCommitted.array(), 24, 64, new LongAdder());
        story.readAndReleaseAll();
      }
      for (int i = 0; i < 4; i++) {
        Writers.diesAfterTheClaim(ring, 8);
      }
      assertThat(story.readAll()).isEmpty();
      assertThat(ring.isReadable()).isFalse();
      assertThat(ring.skipUncommitted(ring.tail())).isTrue();
      assertThat(ring.sent()).as("one hole, all zero").isEqualTo(ring.tail());
    }

    @Test
    void zeroesLargeBlocksThatWrapAround() {
      given(32 * 1024);
      story.append('a', 15_000);
      story.readAndReleaseAll();
      story.append('b', 15_000);
      story.append('c', 10_000);
      story.readAndReleaseAll();
      Writers.diesAfterTheClaim(ring, 15_000);
      ring.skipUncommitted(ring.tail());
      assertThat(ring.sent()).isEqualTo(ring.tail());
    }

    @Test
    void isLimitedToMessagesThatWereRead() {
      story.append("one");
      story.append("two");
      story.read(1);
      assertThatThrownBy(() -> ring.release(32)).hasMessage("position 32; expected 0 to 16");
      ring.release(16);
      assertThatThrownBy(() -> ring.release(0)).hasMessage("position 0; expected 16 to 16");
    }

    @Test
    void ofTheOldestKeepsTheRestAndCountsNoPadding() {
      story.append('a', 8);
      story.append('b', 8);
      story.append('c', 8);
      story.readAndReleaseAll(); // 16 bytes before the end
      story.append('d', 16); // after 16 bytes of padding
      story.append('e', 8);
      story.readAll();
      assertThat(ring.releaseOldest(16, ring.sent())).isEqualTo(1);
      assertThat(ring.released()).isEqualTo(48 + 16 + 24);
      assertThat(ring.releaseOldest(16, ring.sent())).isZero();
    }

    @Test
    void ofTheOldestStopsAtTheGivenEnd() {
      story.append('a', 8);
      story.append('b', 8);
      story.append('c', 8);
      story.readAll();
      assertThat(ring.releaseOldest(0, 32)).isEqualTo(2);
      assertThat(ring.released()).isEqualTo(32);
    }
  }

  @Nested
  class Rewinding {

    @Test
    void makesMessagesReadableAgain() {
      story.append("one");
      story.append("two");
      story.append("three");
      story.readAll();
      ring.release(16);
      assertThat(ring.rewind(ring.released())).isEqualTo(2);
      assertThat(story.readAll()).containsExactly("two", "three");
    }

    @Test
    void isLimitedToMessagesThatWereReadAndNotReleased() {
      story.append("one");
      story.append("two");
      story.read(1);
      assertThatThrownBy(() -> ring.rewind(32)).hasMessage("position 32; expected 0 to 16");
      ring.release(16);
      assertThatThrownBy(() -> ring.rewind(0)).hasMessage("position 0; expected 16 to 16");
      assertThat(ring.rewind(16)).isZero();
    }

    @Test
    void countsNoPadding() {
      story.append('a', 32);
      story.readAndReleaseAll();
      story.append('b', 24); // after 24 bytes of padding
      story.readAll();
      assertThat(ring.countMessages(ring.released(), ring.sent())).isEqualTo(1);
      assertThat(ring.rewind(ring.released())).isEqualTo(1);
    }
  }

  @Nested
  class AWriter {

    @Test
    void thatFailsWhileCopyingLeavesNoMessage() {
      story.append("one");
      LongAdder count = new LongAdder();
      assertThatThrownBy(() -> ring.append(new byte[4], 8, 64, count))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThat(count.sum()).isZero();
      story.append("two");
      assertThat(ring.countMessages(0, ring.tail())).isEqualTo(2);
      assertThat(story.readAll()).containsExactly("one", "two");
    }

    @Test
    void thatFailsToCountLeavesNoMessageAndNoUncommittedRecord() {
      LongAdder full =
          new LongAdder() {
            @Override
            public void add(long more) {
              throw new OutOfMemoryError();
            }
          };
      assertThatThrownBy(() -> ring.append(new byte[8], 8, 64, full))
          .isInstanceOf(OutOfMemoryError.class);
      story.append("two");
      assertThat(story.readAll()).containsExactly("two");
    }

    @Test
    void thatDiedBeforeItWroteTheHeaderHidesNoMessageBehindItFromTheCount() {
      story.append("one");
      Writers.diesAfterTheClaim(ring, 13);
      assertThat(ring.countMessages(0, ring.tail())).isEqualTo(1);
      story.append("two");
      assertThat(ring.countMessages(0, ring.tail())).isEqualTo(2);
    }

    @Test
    void thatDiedWhileCopyingBlocksTheReaderUntilItsRecordIsSkipped() {
      story.append("one");
      Writers.diesInTheMessage(ring, 13);
      story.append("two");
      assertThat(story.readAll()).containsExactly("one");
      assertThat(ring.hasWaiting()).isTrue();
      assertThat(ring.isReadable()).isFalse();
      assertThat(ring.countMessages(0, ring.tail())).isEqualTo(3);
      assertThat(ring.skipUncommitted(ring.tail())).isTrue();
      assertThat(story.readAll()).containsExactly("two");
      assertThat(ring.rewind(0)).isEqualTo(2);
      assertThat(story.readAll()).containsExactly("one", "two");
    }

    @Test
    void thatDiedBeforeItsHeaderIsSkippedUpToTheNextMessage() {
      Writers.diesAfterTheClaim(ring, 13);
      story.append("two");
      assertThat(story.readAll()).isEmpty();
      assertThat(ring.skipUncommitted(ring.tail())).isTrue();
      assertThat(story.readAll()).containsExactly("two");
    }

    @Test
    void thatDiedBeforeItsHeaderIsSkippedAcrossTheEndOfTheMemory() {
      story.append('a', 40);
      story.readAndReleaseAll(); // 16 bytes before the end
      Writers.diesAfterTheClaim(ring, 8);
      Writers.diesAfterTheClaim(ring, 8);
      story.append("three");
      assertThat(ring.skipUncommitted(ring.tail())).isTrue();
      assertThat(story.readAll()).containsExactly("three");
      ring.release(ring.sent());
      assertThat(story.append('b', 24)).isTrue();
      assertThat(story.readAll()).containsExactly("b".repeat(24));
    }

    @Test
    void thatStartedAfterAnUncommittedRecordIsNotSkipped() {
      Writers.diesAfterTheClaim(ring, 13);
      long tailThen = ring.tail();
      Writers.diesAfterTheClaim(ring, 13); // may have started just now
      assertThat(ring.skipUncommitted(tailThen)).isTrue();
      assertThat(ring.sent()).isEqualTo(tailThen);
    }

    @Test
    void thatHasCommittedIsNotSkipped() {
      assertThat(ring.skipUncommitted(ring.tail())).isFalse();
      story.append("one");
      assertThat(ring.skipUncommitted(ring.tail())).isFalse();
      assertThat(story.readAll()).containsExactly("one");
    }
  }

  @Nested
  class ASealedRing {

    @Test
    void refusesMessagesAndKeepsTheOldOnes() {
      story.append("one");
      ring.seal();
      ring.seal();
      assertThat(story.append("two")).isFalse();
      assertThat(ring.tail()).isEqualTo(16);
      assertThat(story.readAll()).containsExactly("one");
      ring.release(16);
      assertThat(story.append("two")).isFalse();
      assertThat(ring.hasWaiting()).isFalse();
      assertThat(ring.rewind(16)).isZero();
    }
  }
}
