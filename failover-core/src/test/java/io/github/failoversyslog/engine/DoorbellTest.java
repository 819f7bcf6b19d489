package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DoorbellTest {
  private final CountingSelector selector = new CountingSelector();
  private final Doorbell doorbell = new Doorbell(selector);

  @Test
  void doesNotWakeALoopThatIsAwake() {
    doorbell.ring();
    doorbell.listen();
    doorbell.stopListening();
    doorbell.ring();
    assertThat(selector.wakeups).isZero();
  }

  @Test
  void wakesASleepingLoopOnceForManyMessages() {
    doorbell.listen();
    doorbell.ring();
    doorbell.ring();
    doorbell.ring();
    assertThat(selector.wakeups).isEqualTo(1);
  }

  @Test
  void wakesTheLoopAgainWhenItSleepsAgain() {
    doorbell.listen();
    doorbell.ring();
    doorbell.stopListening();
    doorbell.listen();
    doorbell.ring();
    assertThat(selector.wakeups).isEqualTo(2);
  }

  private static final class CountingSelector extends AbstractSelector {
    int wakeups;

    CountingSelector() {
      super(null);
    }

    @Override
    public Selector wakeup() {
      wakeups++;
      return this;
    }

    @Override
    protected void implCloseSelector() {}

    @Override
    protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Set<SelectionKey> keys() {
      return Set.of();
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
      return Set.of();
    }

    @Override
    public int selectNow() {
      return 0;
    }

    @Override
    public int select(long timeout) {
      return 0;
    }

    @Override
    public int select() {
      return 0;
    }
  }
}
