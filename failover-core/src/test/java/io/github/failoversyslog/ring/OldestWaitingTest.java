package io.github.failoversyslog.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The ring has 64 bytes: room for four messages of 8 bytes. */
class OldestWaitingTest {
  private final RingStory story = new RingStory(64);
  private final MessageRing ring = story.ring;
  private final OldestWaiting oldest = new OldestWaiting(ring);
  private final byte[] target = new byte[4];

  private String oldestWaiting() {
    int bytes = oldest.copy(target);
    return new String(target, 0, bytes, StandardCharsets.US_ASCII);
  }

  @Test
  void isTheFirstThatIsNotSent() {
    assertThat(oldestWaiting()).isEmpty();
    story.append("one");
    story.append("second");
    assertThat(oldestWaiting()).isEqualTo("one");
    story.read(1);
    assertThat(oldestWaiting()).isEqualTo("seco");
    story.readAndReleaseAll();
    assertThat(oldestWaiting()).isEmpty();
  }

  @Test
  void isFoundBehindWhatIsSkipped() {
    story.append('a', 40);
    story.readAndReleaseAll();
    story.append('b', 20); // does not fit before the end of the memory
    assertThat(oldestWaiting()).isEqualTo("bbbb");
  }

  @Test
  void isNotShownWhileItIsBeingWritten() {
    Writers.diesInTheMessage(ring, 8);
    story.append("two");
    assertThat(oldestWaiting()).isEmpty();
  }

  @Test
  void isTheFirstOneAgainAfterARewind() {
    story.append("one");
    story.append("two");
    story.readAll();
    ring.rewind(0);
    assertThat(oldestWaiting()).isEqualTo("one");
  }
}
