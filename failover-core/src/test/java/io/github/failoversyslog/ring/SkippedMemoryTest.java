package io.github.failoversyslog.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Power failures that leave other bytes in the memory of a record to skip, or of one that was never
 * committed, than belong there. The record takes the bytes 16 to 528 of a ring of 1024.
 */
class SkippedMemoryTest {
  private static final int CAPACITY = 1024;
  private static final int SKIPPED = 16;
  private static final int TEXT = SKIPPED + RecordHeader.BYTES;
  private static final int END = 528;
  private static final Checksum CHECKSUM = Checksum.keyedWith(FileImage.SALT);

  private FileImage image = FileImage.empty(CAPACITY);
  private byte[] flushed = image.forced();

  private void append(String... messages) {
    for (String message : messages) {
      assertThat(image.story.append(message)).isTrue();
    }
  }

  @BeforeEach
  void aWriterDiesInTheSecondMessage() {
    append("one");
    Writers.diesInTheMessage(image.ring, END - TEXT);
  }

  private void itIsSkipped() {
    image.story.readAll();
    assertThat(image.ring.skipUncommitted(image.ring.tail())).isTrue();
  }

  private void everythingIsFlushed() {
    flushed = image.forced();
  }

  /** Releases all, and appends until the next messages take the memory of the skipped record. */
  private void itsMemoryIsReused() {
    image.story.readAndReleaseAll();
    image.story.append('x', CAPACITY - END - RecordHeader.BYTES);
    image.story.readAndReleaseAll();
    append("two");
    assertThat(image.ring.tail()).isEqualTo(CAPACITY + SKIPPED);
  }

  /** Only these bytes of the file became newer than at the flush. */
  private void thePowerFails(int from, int to) {
    byte[] mixture = flushed.clone();
    System.arraycopy(image.bytes(), from, mixture, from, to - from);
    image = FileImage.recover(mixture);
  }

  private void thenTheNextStartReportsNothing() {
    assertThat(image.afterAKill().recovery.unreadableBytes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void laterMessagesBehindItsHeaderAreFound(boolean flushedUncommitted) {
    if (flushedUncommitted) {
      everythingIsFlushed();
    }
    itIsSkipped();
    if (!flushedUncommitted) {
      everythingIsFlushed();
    }
    itsMemoryIsReused();
    append("three", "four", "five");
    thePowerFails(image.offset(SKIPPED + 16), image.offset(END));
    assertThat(image.story.readAll()).containsExactly("four", "five");
    thenTheNextStartReportsNothing();
  }

  @Test
  void aDamagedLaterMessageBehindItsHeaderIsReported() {
    itIsSkipped();
    everythingIsFlushed();
    itsMemoryIsReused();
    append("three", "four");
    int four = image.offset(SKIPPED + 16);
    thePowerFails(four, four + RecordHeader.BYTES);
    assertThat(image.story.readAll()).containsExactly("one");
    assertThat(image.recovery.unreadableBytes()).isEqualTo(RecordHeader.BYTES);
    thenTheNextStartReportsNothing();
  }

  @Test
  void aDamagedLaterMessageBehindItsReleasedHeaderIsReported() {
    itIsSkipped();
    everythingIsFlushed();
    itsMemoryIsReused();
    System.arraycopy(image.bytes(), 0, flushed, 0, ControlPage.BYTES);
    append("three", "four");
    int four = image.offset(SKIPPED + 16);
    thePowerFails(four, four + RecordHeader.BYTES);
    assertThat(image.recovery.messages()).isZero();
    assertThat(image.recovery.unreadableBytes()).isEqualTo(RecordHeader.BYTES);
    thenTheNextStartReportsNothing();
  }

  @Test
  void itsReleasedHeaderIsNotReported() {
    itIsSkipped();
    everythingIsFlushed();
    image.story.readAndReleaseAll();
    thePowerFails(0, ControlPage.BYTES);
    assertThat(image.recovery.unreadableBytes()).isZero();
    assertThat(image.ring.tail()).isEqualTo(END);
  }

  @Test
  void textInASkippedRecordIsNotReportedAgain() {
    byte[] text = "half a message".getBytes(StandardCharsets.US_ASCII);
    image.records.put(SKIPPED, text, text.length);
    itIsSkipped();
    image = image.afterAKill();
    assertThat(image.recovery.unreadableBytes()).isZero();
    assertThat(image.story.readAll()).containsExactly("one");
  }

  /**
   * The first start finds a control page that is two laps old, so it does not accept a record. The
   * control page of the second start is new enough to accept it.
   */
  @ParameterizedTest(name = "header written: {0}")
  @ValueSource(booleans = {true, false})
  void aRecordThatWasTooNewDoesNotReplaceFlushedMessages(boolean headerWritten) {
    append("three");
    byte[] tooNew = FileImage.recordAt(TEXT + 2 * CAPACITY, "too new", CHECKSUM);
    image.records.put(SKIPPED, tooNew, tooNew.length);
    if (!headerWritten) {
      image.records.zero(SKIPPED, TEXT);
    }
    image = image.afterAKill();
    assertThat(image.recovery.unreadableBytes()).isEqualTo(END - SKIPPED);
    assertThat(image.story.readAll()).containsExactly("one", "three");
    append("four");
    everythingIsFlushed();
    image.ring.release(image.ring.sent());
    thePowerFails(0, ControlPage.BYTES);
    assertThat(image.story.readAll()).containsExactly("four");
  }

  @ParameterizedTest(name = "skipped: {0}")
  @ValueSource(booleans = {true, false})
  void textThatLooksLikeHeadersDoesNotHideALongMessage(boolean skipped) {
    image = FileImage.empty(1 << 24);
    byte[] text = new byte[1 << 22];
    ByteBuffer words = ByteBuffer.wrap(text).order(ByteOrder.nativeOrder());
    while (words.hasRemaining()) {
      words.putLong(RecordHeader.message(text.length));
    }
    Writers.diesInTheMessage(image.ring, text.length);
    image.records.put(0, text, text.length);
    if (skipped) {
      itIsSkipped();
    }
    image.story.append('y', text.length + 10_000);
    image = image.afterAKill();
    assertThat(image.recovery.messages()).isOne();
  }
}
