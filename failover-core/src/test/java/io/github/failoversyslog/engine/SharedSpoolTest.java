package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.failoversyslog.ring.Spool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SharedSpoolTest {
  private static final String OWNER = "owner";

  private final List<SharedSpool> closed = new ArrayList<>();
  private final SharedSpool spool = new SharedSpool(OWNER, closed::add);

  private void cannotBeOpened(Class<? extends Throwable> problem, Executor threads) {
    SpoolLease lease = spool.firstLease();
    assertThat(spool.isFirst(lease)).isTrue();
    assertThatThrownBy(() -> spool.open(SharedSpoolTest::noRoom, threads))
        .isInstanceOf(problem)
        .hasMessage("no room");
    assertThat(spool.isEnding()).isTrue();
    assertThat(spool.followedBy(OWNER)).isNull();
    assertThat(spool.isFirst(lease)).isFalse();
    assertThat(closed).containsExactly(spool);
  }

  private static Spool noRoom() throws IOException {
    throw new IOException("no room");
  }

  @Test
  void aSpoolThatCannotBeOpenedTakesNoSuccessor() {
    cannotBeOpened(IOException.class, Runnable::run);
  }

  @Test
  @Timeout(value = 30, threadMode = SEPARATE_THREAD)
  void isNotAwaitedIfThereIsNoThreadToOpenIt() {
    cannotBeOpened(
        OutOfMemoryError.class,
        task -> {
          throw new OutOfMemoryError("no room");
        });
  }

  /** A file system that does not answer is no reason for a JVM not to end. */
  @Test
  void theOpeningDoesNotKeepTheApplicationAlive() {
    AtomicBoolean daemon = new AtomicBoolean();
    assertThatThrownBy(
            () ->
                spool.open(
                    () -> {
                      daemon.set(Thread.currentThread().isDaemon());
                      return noRoom();
                    }))
        .hasMessage("no room");
    assertThat(daemon).isTrue();
  }
}
