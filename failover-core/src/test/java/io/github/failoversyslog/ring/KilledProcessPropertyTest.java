package io.github.failoversyslog.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A ring in a file behaves like a list across any number of kills. */
class KilledProcessPropertyTest {
  private static final int CAPACITY = 512;

  /** An operation on a ring and its model. */
  private interface SpoolOperation {
    void doneTo(KilledProcess model);
  }

  private record Append(int bytes) implements SpoolOperation {
    @Override
    public void doneTo(KilledProcess model) {
      model.append(bytes);
    }
  }

  private record Release(int messages) implements SpoolOperation {
    @Override
    public void doneTo(KilledProcess model) {
      model.release(messages);
    }
  }

  /**
   * @param atWork number of active writers, some of which have not written their header
   */
  private record Kill(int atWork) implements SpoolOperation {
    @Override
    public void doneTo(KilledProcess model) {
      model.kill(atWork);
    }
  }

  private static final class KilledProcess {
    private FileImage image = FileImage.empty(CAPACITY);
    private final List<String> messages = new ArrayList<>();
    private int number;

    void append(int bytes) {
      String message = (number++ + "-").repeat(bytes).substring(0, bytes);
      if (image.story.append(message)) {
        messages.add(message);
      }
    }

    void release(int atMost) {
      List<String> read = image.story.read(atMost);
      assertThat(read).isEqualTo(messages.subList(0, read.size()));
      assertThat(read).hasSize(Math.min(atMost, messages.size()));
      image.ring.release(image.ring.sent());
      messages.subList(0, read.size()).clear();
    }

    void kill(int atWork) {
      long tail = image.ring.tail();
      for (int writer = 0; writer < atWork; writer++) {
        long position = Writers.diesAfterTheClaim(image.ring, 1 + 10 * writer);
        if (position >= 0 && writer % 2 == 0) {
          image.ring.memory().records().claim(position, 1 + 10 * writer);
        }
      }
      boolean noneAtWork = image.ring.tail() == tail;
      image = image.afterAKill();
      assertThat(image.recovery.messages()).isEqualTo(messages.size());
      if (noneAtWork) {
        assertThat(image.recovery.unreadableBytes()).isZero();
        assertThat(image.ring.tail()).isEqualTo(tail);
      }
    }
  }

  @Property(tries = 2000)
  void losesAndInventsNoMessage(@ForAll("operations") List<SpoolOperation> operations) {
    KilledProcess model = new KilledProcess();
    operations.forEach(operation -> operation.doneTo(model));
    model.kill(0);
    assertThat(model.image.story.readAll()).isEqualTo(model.messages);
  }

  @Provide
  Arbitrary<List<SpoolOperation>> operations() {
    return Arbitraries.<SpoolOperation>frequencyOf(
            Tuple.of(8, Arbitraries.integers().between(1, 248).map(Append::new)),
            Tuple.of(4, Arbitraries.integers().between(0, 5).map(Release::new)),
            Tuple.of(2, Arbitraries.integers().between(0, 3).map(Kill::new)))
        .list()
        .ofMaxSize(100);
  }
}
