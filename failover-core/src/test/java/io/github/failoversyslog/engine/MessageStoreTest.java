package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.config.BufferSettings;
import io.github.failoversyslog.config.Overflow;
import io.github.failoversyslog.config.SpoolSettings;
import io.github.failoversyslog.report.StatusReporter;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.ring.Spool;
import io.github.failoversyslog.ring.SpoolReport;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.status.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message store with a spool that could be opened. No file is opened. */
class MessageStoreTest {
  private static final Path FILE = Path.of("spool").toAbsolutePath();

  private final Spool spool = mock();
  private final AtomicLong clock = new AtomicLong();
  private final OpenSpools spools =
      new OpenSpools((file, bytes) -> spool, () -> clock.getAndAdd(3_000_000_000L));
  private final List<Status> statuses = new ArrayList<>();
  private final StatusReporter reporter = new StatusReporter(statuses::add);

  private MessageStore open() {
    when(spool.ring()).thenReturn(MessageRing.inMemory(4096));
    return MessageStore.open(
        new BufferSettings(
            4096,
            Optional.of(new SpoolSettings(FILE, 1 << 16)),
            Overflow.DISCARD,
            Severity.WARNING,
            Duration.ZERO),
        this,
        spools);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, false,",
    "1, 0, false, RECOVERED: sending 1 messages recovered from spool",
    "0, 1, false, SPOOL: 1 bytes of spool * are unreadable",
    "0, 0, true, SPOOL: spool * keeps its size of 4096 bytes until it is empty",
  })
  void tellsWhatWasFoundInTheFile(int messages, long unreadable, boolean sizeKept, String told) {
    when(spool.report())
        .thenReturn(new SpoolReport(messages, unreadable, Optional.empty(), sizeKept));
    open().tell(reporter);
    assertThat(statuses)
        .extracting(status -> status.kind() + ": " + status.text().replace(FILE.toString(), "*"))
        .hasSize(told == null ? 0 : 1)
        .allMatch(text -> text.startsWith(told));
  }

  @Test
  void isHandedOverToASuccessorWhichReadsOnceItIsClosed() {
    MessageStore first = open();
    assertThat(first.isHandedOver()).isFalse();
    assertThat(first.mayRead()).isTrue();
    MessageStore next = open();
    assertThat(first.isHandedOver()).isTrue();
    assertThat(next.isHandedOver()).isFalse();
    assertThat(next.mayRead()).isFalse();
    first.close(reporter);
    assertThat(next.mayRead()).isTrue();
    next.close(reporter);
    assertThat(statuses).isEmpty();
  }

  @Test
  void hasNoSuccessorOnceItsSenderIsStopping() {
    MessageStore stopping = open();
    stopping.end();
    assertThat(open().spoolFault()).as("it has waited long enough").isPresent();
    assertThat(stopping.isHandedOver()).isFalse();
  }

  @Test
  void reportsAFileThatCannotBeClosed() throws IOException {
    doThrow(new IOException("still writing")).when(spool).close();
    open().close(reporter);
    assertThat(statuses).containsExactly(new Status(Status.Kind.SPOOL, "still writing"));
  }
}
