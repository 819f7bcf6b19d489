package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.BufferSettings;
import io.github.failoversyslog.config.Overflow;
import io.github.failoversyslog.config.SpoolSettings;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.status.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a message store handles a spool that cannot be opened. */
class UnavailableSpoolTest {
  private static final String IN_MEMORY =
      "; buffering events in memory until the next start (4096 bytes, bufferSize); undelivered"
          + " events are lost when this process ends";

  @TempDir private Path directory;
  private final List<Status> statuses = new ArrayList<>();
  private final StatusReporter reporter = new StatusReporter(statuses::add);
  private final List<MessageStore> stores = new ArrayList<>();

  private MessageStore open(Path file, OpenSpools spools, Object owner) {
    MessageStore store =
        MessageStore.open(
            new BufferSettings(
                4096,
                Optional.of(new SpoolSettings(file, 1 << 16)),
                Overflow.DISCARD,
                Severity.WARNING,
                Duration.ZERO),
            owner,
            spools);
    stores.add(store);
    return store;
  }

  private MessageStore open(Path file) {
    return open(file, OpenSpools.SHARED, this);
  }

  @AfterEach
  void closeAll() {
    stores.forEach(store -> store.close(reporter));
  }

  private void keepsMessagesInMemory(MessageStore store, String reason) {
    assertThat(store.spoolFault()).contains(reason);
    store.tell(reporter);
    assertThat(statuses).containsExactly(new Status(Status.Kind.SPOOL, reason + IN_MEMORY));
    assertThat(statuses.get(0).isWarning()).isTrue();
    assertThat(store.ring().capacity()).isEqualTo(4096);
    assertThat(store.ring().isKept()).isFalse();
    assertThat(store.ring().append(new byte[10], 10, 4096, new LongAdder())).isTrue();
    assertThat(store.keeper()).isEmpty();
    assertThat(store.recovered()).isZero();
    assertThat(store.mayRead()).isTrue();
    assertThat(store.isHandedOver()).isFalse();
    assertThat(store.isBroken(new InternalError("unsafe memory access"))).isFalse();
    store.end();
    store.close(reporter);
    assertThat(statuses).as("nothing more to say").hasSize(1);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theSpoolOfAnotherAppenderIsLeftUnchanged() throws IOException {
    Path file = directory.resolve("spool");
    MessageStore first = open(file, OpenSpools.SHARED, "first");
    assertThat(first.ring().append(new byte[10], 10, 4096, new LongAdder())).isTrue();
    byte[] before = Files.readAllBytes(file);
    keepsMessagesInMemory(
        open(file, OpenSpools.SHARED, "second"),
        "spool "
            + file
            + " is in use by another appender of this process; give every appender of every process"
            + " its own spoolFile");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(names()).containsExactly("spool", "spool.lock");
    assertThat(first.spoolFault()).isEmpty();
    assertThat(first.ring().isKept()).isTrue();
    assertThat(first.mayRead()).isTrue();
  }

  @Test
  void aMissingDirectoryIsNotCreated() throws IOException {
    keepsMessagesInMemory(
        open(directory.resolve("none/spool")),
        "spool "
            + directory.resolve("none/spool")
            + ": directory "
            + directory.resolve("none")
            + " does not exist; create it or correct spoolFile");
    assertThat(names()).isEmpty();
  }

  @Test
  void aPathThatIsNotAFileIsLeftUnchanged() throws IOException {
    Path file = Files.createDirectory(directory.resolve("spool"));
    keepsMessagesInMemory(
        open(file),
        "spool "
            + file
            + ": a directory, symbolic link or device, not a regular file; correct spoolFile");
    assertThat(names()).containsExactly("spool");
    assertThat(file).isEmptyDirectory();
  }

  @Test
  void aFullDiskIsOnlyReported() {
    OpenSpools full = failing(new IOException("spool s: cannot create the file (No space left)"));
    keepsMessagesInMemory(
        open(directory.resolve("s"), full, this),
        "spool s: cannot create the file (No space left)");
  }

  @Test
  void anyOtherExceptionIsOnlyReportedToo() {
    keepsMessagesInMemory(
        open(directory.resolve("s"), failing(new SecurityException("denied")), this),
        "java.lang.SecurityException: denied");
  }

  private static OpenSpools failing(Exception problem) {
    return new OpenSpools(
        (file, bytes) -> {
          if (problem instanceof IOException refusal) {
            throw refusal;
          }
          throw (RuntimeException) problem;
        },
        System::nanoTime);
  }

  @Test
  void theNextStartUsesTheSpoolAgain() throws IOException {
    Path file = directory.resolve("none/spool");
    MessageStore first = open(file);
    assertThat(first.spoolFault()).isPresent();
    Files.createDirectory(directory.resolve("none"));
    MessageStore next = open(file);
    assertThat(next.spoolFault()).isEmpty();
    assertThat(next.ring().isKept()).isTrue();
  }

  @Test
  void aSpoolThatWasAbandonedHasAFaultForAllItsUsers() throws IOException {
    Path file = directory.resolve("spool");
    MessageStore first = open(file);
    MessageStore second = open(file);
    assertThat(first.spoolFault()).isEmpty();
    assertThat(second.spoolFault()).isEmpty();
    first.goOnInMemory();
    String fault = "spool " + file + " was truncated while in use, or its disk failed";
    assertThat(first.spoolFault()).contains(fault);
    assertThat(second.spoolFault()).contains(fault);
  }
}
