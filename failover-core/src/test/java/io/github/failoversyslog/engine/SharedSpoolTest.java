package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SharedSpoolTest {
  private static final String OWNER = "owner";

  private final List<SharedSpool> closed = new ArrayList<>();
  private final SharedSpool spool = new SharedSpool(OWNER, closed::add);

  @Test
  void aSpoolThatCannotBeOpenedTakesNoSuccessor() {
    SpoolLease lease = spool.firstLease();
    assertThat(spool.isFirst(lease)).isTrue();
    assertThatThrownBy(
            () ->
                spool.open(
                    () -> {
                      throw new IOException("no room");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("no room");
    assertThat(spool.isEnding()).isTrue();
    assertThat(spool.followedBy(OWNER)).isNull();
    assertThat(spool.isFirst(lease)).isFalse();
    assertThat(closed).containsExactly(spool);
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
                      throw new IOException("no room");
                    }))
        .hasMessage("no room");
    assertThat(daemon).isTrue();
  }
}
