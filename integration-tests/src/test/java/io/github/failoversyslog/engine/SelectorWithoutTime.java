package io.github.failoversyslog.engine;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * A selector without channels. A wait of up to 50 ms takes some microseconds, a longer one never
 * ends but by {@link #wakeup}, which takes its time to return, as a system call may.
 */
final class SelectorWithoutTime extends AbstractSelector {
  private static final long LONGEST_SHORT_MILLIS = 50;
  private static final int SHORT_WAIT_SPINS = 100;
  private static final int MOST_SPINS = 1_000;

  private final Semaphore wakeUps = new Semaphore(0);

  SelectorWithoutTime() {
    super(null);
  }

  @Override
  public int select(Consumer<SelectionKey> action, long millis) {
    if (millis > LONGEST_SHORT_MILLIS) {
      wakeUps.acquireUninterruptibly();
    } else {
      spin(SHORT_WAIT_SPINS);
    }
    wakeUps.drainPermits();
    return 0;
  }

  @Override
  public int selectNow(Consumer<SelectionKey> action) {
    wakeUps.drainPermits();
    return 0;
  }

  @Override
  public Selector wakeup() {
    wakeUps.release();
    spin(ThreadLocalRandom.current().nextInt(MOST_SPINS));
    return this;
  }

  private static void spin(int spins) {
    for (int i = 0; i < spins; i++) {
      Thread.onSpinWait();
    }
  }

  @Override
  public int selectNow() {
    return selectNow(key -> {});
  }

  @Override
  public int select(long millis) {
    return select(key -> {}, millis);
  }

  @Override
  public int select() {
    return select(Long.MAX_VALUE);
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
  protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
    throw new UnsupportedOperationException("a selector without channels");
  }

  @Override
  protected void implCloseSelector() {}
}
