package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.BufferSettings;
import io.github.failoversyslog.config.Overflow;
import io.github.failoversyslog.config.SpoolSettings;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.status.Status;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a message store handles a spool that fails while in use. */
class BrokenSpoolTest {
  private final InternalError fault =
      new InternalError("a fault occurred in an unsafe memory access operation");

  @TempDir private Path directory;
  private final List<Status> statuses = new ArrayList<>();
  private final StatusReporter reporter = new StatusReporter(statuses::add);
  private Path file;
  private MessageStore store;

  @BeforeEach
  void openStore() {
    file = directory.resolve("spool");
    store = open(Optional.of(new SpoolSettings(file, 1 << 16)));
  }

  private MessageStore open(Optional<SpoolSettings> spool) {
    BufferSettings buffer =
        new BufferSettings(4096, spool, Overflow.DISCARD, Severity.WARNING, Duration.ZERO);
    return MessageStore.open(buffer, this);
  }

  @AfterEach
  void closeStore() {
    store.close(reporter);
  }

  private void cutTo(long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
  }

  @Test
  void aFaultInMappedMemoryIsAttributedToTheSpool() {
    assertThat(store.isBroken(fault)).isTrue();
    assertThat(store.isBroken(new InternalError("something else"))).isFalse();
    assertThat(store.isBroken(new IllegalStateException("a bug"))).isFalse();
  }

  @Test
  void anyExceptionIsAttributedToATruncatedSpool() throws IOException {
    cutTo(4096);
    assertThat(store.isBroken(new IllegalStateException("no message at 0"))).isTrue();
    assertThat(store.ring().isWhole()).isFalse();
  }

  @Test
  void aBufferInMemoryHasNoSuchFaults() {
    assertThat(open(Optional.empty()).isBroken(fault)).isFalse();
  }

  @Test
  void itReportsTheFaultOnceAndIsNoLongerPersistent() throws IOException {
    assertThat(store.ring().append(new byte[10], 10, 4096, new LongAdder())).isTrue();
    cutTo(0);
    MessageRing.Left left = store.goOnInMemory();
    assertThat(left).isEqualTo(new MessageRing.Left(1, 0));
    store.tellLeft(left, reporter);
    assertThat(statuses)
        .containsExactly(
            new Status(
                Status.Kind.SPOOL,
                "spool "
                    + file
                    + " was truncated while in use, or its disk failed; 1 event in it lost, 0 sent"
                    + " but unconfirmed; buffering events in memory from now on (4096 bytes,"
                    + " bufferSize); check file and disk, then restart the appender"));
    assertThat(store.keeper()).isEmpty();
    assertThat(store.isBroken(fault)).isFalse();
  }

  @Test
  void theNextStoreStartsANewFile() throws IOException {
    cutTo(0);
    store.goOnInMemory();
    store.close(reporter);
    statuses.clear();
    store = open(Optional.of(new SpoolSettings(file, 1 << 16)));
    store.tell(reporter);
    assertThat(store.recovered()).isZero();
    assertThat(statuses)
        .singleElement()
        .satisfies(status -> assertThat(status.text()).contains("starting with an empty spool"));
    assertThat(store.keeper()).isEqualTo("spool " + file);
  }
}
