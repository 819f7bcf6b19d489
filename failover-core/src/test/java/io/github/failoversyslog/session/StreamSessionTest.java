package io.github.failoversyslog.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.wire.LineDelimited;
import io.github.failoversyslog.wire.OctetCounting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** The resend window is 10 s. Messages are single letters, at positions 0, 16, 32 and so on. */
class StreamSessionTest {
  private final StreamSession session = Streams.of(new LineDelimited(), seconds(10), 0);
  private final MessageRing ring = MessageRing.inMemory(1024);
  private final ByteBuffer batch = ByteBuffer.allocate(4);

  private static long seconds(long seconds) {
    return seconds * 1_000_000_000;
  }

  private void log(String letters) {
    for (byte letter : letters.getBytes(US_ASCII)) {
      ring.append(new byte[] {letter}, 1, 1024, new LongAdder());
    }
  }

  private String fills() {
    session.fill(batch.clear(), ring, 0);
    return written();
  }

  private String written() {
    return US_ASCII.decode(batch.duplicate().flip()).toString();
  }

  @Test
  void isOpenWithoutAGreeting() {
    session.greet(batch);
    assertThat(written()).isEmpty();
    assertThat(session.isOpen()).isTrue();
    assertThat(session.takesMessages()).isTrue();
  }

  @Test
  void framesAsManyMessagesAsTheBatchHolds() {
    log("abc");
    assertThat(session.fill(batch, ring, 0)).isEqualTo(2);
    assertThat(written()).isEqualTo("a\nb\n");
    assertThat(fills()).isEqualTo("c\n");
    assertThat(fills()).isEmpty();
  }

  @Test
  void tellsWhichMessageOfABatchWasNotWrittenWhole() {
    log("abc");
    fills();
    assertThat(session.firstCut(1, -1)).isZero();
    assertThat(session.firstCut(2, -1)).isEqualTo(16);
    assertThat(session.firstCut(4, -1)).isEqualTo(-1);
    fills();
    assertThat(session.firstCut(1, -1)).isEqualTo(32);
    assertThat(session.firstCut(2, -1)).as("of this batch alone").isEqualTo(-1);
  }

  @Test
  void aServerSeesThatAFrameIsCutIfItsLengthIsSent() {
    assertThat(session.cutFramesShow()).isFalse();
    assertThat(Streams.of(new OctetCounting(), seconds(10), 0).cutFramesShow()).isTrue();
  }

  @Test
  void ignoresTheContentOfTheServersData() throws IOException {
    ByteBuffer input = ByteBuffer.wrap("HTTP/1.1 400\n".getBytes(US_ASCII));
    session.received(input, seconds(1), seconds(1));
    assertThat(session.isOpen()).isTrue();
    assertThat(session.silentAtNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void failsWhenTheServerSendsMoreThan16MegabytesWithinAMinute() throws IOException {
    byte[] megabyte = new byte[1024 * 1024];
    for (int i = 0; i < 100; i++) {
      session.received(
          ByteBuffer.wrap(megabyte), seconds(100 + 5 * i), seconds(100 + 5 * i)); // 12 per minute
    }
    for (int i = 0; i < 16; i++) {
      session.received(ByteBuffer.wrap(megabyte), seconds(1000), seconds(1000));
    }
    assertThatThrownBy(
            () -> session.received(ByteBuffer.wrap(new byte[1]), seconds(1059), seconds(1059)))
        .hasMessage("sent more than 16 MB within a minute");
    session.received(ByteBuffer.wrap(megabyte), seconds(1060), seconds(1060));
  }

  @Test
  void treatsAnyDataOfTheServerAsEvidence() throws IOException {
    session.begin(0, 0);
    session.written(16, seconds(1));
    session.received(ByteBuffer.wrap("hello".getBytes(US_ASCII)), seconds(11), seconds(11));
    assertThat(session.releasable(seconds(11))).isEqualTo(16);
  }

  @Test
  void takesDataForEvidenceOnlyAsOfTheTimeAfterWhichItArrived() throws IOException {
    session.begin(0, 0);
    session.written(16, seconds(1));
    session.received(ByteBuffer.wrap(new byte[1]), seconds(2), seconds(600));
    assertThat(session.releasable(seconds(600))).isZero();
  }

  @Test
  void releasesMessagesWrittenBeforeTheResendWindow() throws IOException {
    session.begin(32, seconds(100));
    assertThat(session.releasable(seconds(200))).isEqualTo(32);
    session.written(48, seconds(200));
    session.received(ByteBuffer.wrap(new byte[1]), seconds(210), seconds(210));
    assertThat(session.releasable(seconds(210))).isEqualTo(48);
    assertThat(session.mayReleaseUnconfirmed()).isTrue();
  }

  @Test
  void doesNotAgeMessagesWhileTheConnectionIsBlocked() throws IOException {
    session.begin(0, 0);
    session.written(16, seconds(1));
    session.blocked(true, seconds(2));
    session.blocked(false, seconds(100));
    session.received(ByteBuffer.wrap(new byte[1]), seconds(108), seconds(108));
    assertThat(session.releasable(seconds(108))).isZero();
    session.received(ByteBuffer.wrap(new byte[1]), seconds(109), seconds(109));
    assertThat(session.releasable(seconds(109))).isEqualTo(16);
  }

  @Test
  void resendsDependingOnHowTheConnectionEnded() {
    session.begin(0, 0);
    session.written(16, seconds(1));
    session.written(32, seconds(5));
    assertThat(session.resendFrom(Loss.BROKEN, seconds(7))).isZero();
    assertThat(session.resendFrom(Loss.END_OF_STREAM, seconds(7))).isEqualTo(32);
    session.rewound(16);
    assertThat(session.resendFrom(Loss.END_OF_STREAM, seconds(7))).isEqualTo(16);
  }

  @Test
  void releasesMessagesThatAReceiptProves() {
    session.begin(16, 0);
    assertThat(session.provenTo()).isEqualTo(16);
    assertThat(session.hasUnproven()).isFalse();
    session.written(48, seconds(1));
    assertThat(session.hasUnproven()).isTrue();
    session.receipt(32);
    assertThat(session.provenTo()).isEqualTo(32);
    assertThat(session.releasable(seconds(1))).isEqualTo(32);
    session.receipt(16); // an older receipt
    assertThat(session.provenTo()).isEqualTo(32);
    session.receipt(48);
    assertThat(session.hasUnproven()).isFalse();
    assertThat(session.resendFrom(Loss.BROKEN, seconds(1))).isEqualTo(48);
  }

  @Test
  void requestsReceiptsForWhatItWritesItself() {
    ReceiptRequests requests = ReceiptRequests.inPairs(seconds(10));
    StreamSession asking = new StreamSession(new OctetCounting(), seconds(10), 0, 0, requests);
    asking.begin(32, seconds(100));
    assertThat(asking.receiptRequests()).isSameAs(requests);
    assertThat(requests.dueAtNanos(32)).as("nothing was written").isEqualTo(Long.MAX_VALUE);
    assertThat(requests.dueAtNanos(48)).isEqualTo(seconds(100));
    requests.asked(64, seconds(100));
    asking.rewound(48);
    requests.answered(1);
    assertThat(requests.provenTo()).isEqualTo(48);
  }

  @Test
  void isProvenByItsEnd() {
    assertThat(session.isProvenByItsEnd()).isTrue();
  }

  @Test
  void hasNoProofForRewrittenMessages() {
    session.begin(32, 0);
    session.written(64, seconds(1));
    session.receipt(48);
    session.rewound(16);
    assertThat(session.provenTo()).isEqualTo(16);
    session.receipt(48);
    assertThat(session.provenTo()).isEqualTo(16);
    session.written(64, seconds(2));
    assertThat(session.hasUnproven()).isTrue();
    assertThat(session.releasable(seconds(2))).isEqualTo(16);
  }

  @Test
  void finishesWithoutSendingAnything() {
    assertThat(session.finish(batch, ring, 0)).isTrue();
    assertThat(written()).isEmpty();
  }
}
