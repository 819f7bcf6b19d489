package io.github.failoversyslog.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.ring.MessageRing;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** The moment is 1 s. Messages are single letters, at positions 0, 16, 32 and so on. */
class DatagramSessionTest {
  private final DatagramSession session = new DatagramSession(1000);
  private final MessageRing ring = MessageRing.inMemory(1024);
  private final ByteBuffer batch = ByteBuffer.allocate(100);

  private void log(String letters) {
    for (byte letter : letters.getBytes(US_ASCII)) {
      ring.append(new byte[] {letter}, 1, 1024, new LongAdder());
    }
  }

  private String fills() {
    session.fill(batch.clear(), ring, 0);
    return US_ASCII.decode(batch.duplicate().flip()).toString();
  }

  @Test
  void appendsOneMessagePerBatch() {
    log("ab");
    assertThat(fills()).isEqualTo("a");
    assertThat(fills()).isEqualTo("b");
    assertThat(fills()).isEmpty();
  }

  @Test
  void aDatagramArrivesWholeOrNotAtAll() {
    log("ab");
    fills();
    assertThat(session.firstCut(0, -1)).isZero();
    assertThat(session.firstCut(1, -1)).isEqualTo(-1);
    fills();
    assertThat(session.firstCut(0, -1)).isEqualTo(16);
    assertThat(session.cutFramesShow()).isTrue();
  }

  @Test
  void nothingProvesWhatTheServerHasRead() {
    session.begin(0, 0);
    session.written(16, 100);
    assertThat(session.hasUnproven()).as("that could be proven").isFalse();
    assertThat(session.isProvenByItsEnd()).isFalse();
    assertThat(session.provenTo()).isZero();
  }

  @Test
  void releasesMessagesThatAreOlderThanTheMoment() {
    session.begin(0, 0);
    session.written(16, 100);
    session.written(32, 500);
    session.written(48, 900);
    assertThat(session.releasable(1099)).isZero();
    assertThat(session.releasable(1100)).isEqualTo(16);
    assertThat(session.releasable(1500)).isEqualTo(32);
    assertThat(session.releasable(1900)).isEqualTo(48);
  }

  @Test
  void resendsMessagesOfTheLastMomentAfterAnyLoss() {
    session.begin(0, 0);
    session.written(16, 100);
    session.written(32, 900);
    for (Loss loss : Loss.values()) {
      assertThat(session.resendFrom(loss, 1200)).isEqualTo(16);
    }
  }

  @Test
  void forgetsMessagesAfterARewind() {
    session.begin(16, 0);
    session.written(32, 100);
    session.rewound(0);
    assertThat(session.releasable(5000)).isZero();
    session.written(16, 5000);
    assertThat(session.releasable(6000)).isEqualTo(16);
  }

  @Test
  void resendsNothingIfTheMomentIsZero() {
    DatagramSession without = new DatagramSession(0);
    without.begin(0, 0);
    without.written(16, 100);
    assertThat(without.resendFrom(Loss.BROKEN, 100)).isEqualTo(16);
  }
}
