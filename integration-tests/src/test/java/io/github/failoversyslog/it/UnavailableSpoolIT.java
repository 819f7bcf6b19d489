package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.ring.SpoolProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An unavailable spool causes a warning; the application runs and no event is lost. */
@Tag("logback-versions")
@EachFramework(inShortBuild = Framework.LOGBACK)
class UnavailableSpoolIT extends ApplicationFixture {
  private static final int CAPACITY = 1 << 20;
  private static final String IN_MEMORY =
      "; buffering events in memory until the next start (8388608 bytes, bufferSize); undelivered"
          + " events are lost when this process ends";
  private static final String ONE_EACH = "; give every appender of every process its own spoolFile";

  @TempDir private Path spools;
  private Path spool;
  private SyslogTestServer primary;

  UnavailableSpoolIT(Framework framework) {
    super(framework);
    set(SHORT_WAITS);
  }

  @BeforeEach
  void makeServers() throws IOException {
    spools = spools.toRealPath();
    spool = spools.resolve("shop.spool");
    set("spoolFile", spool.toString());
    set("spoolSize", "1 MB");
    primary = server("primary");
    server("failover1");
    server("failover2");
  }

  /**
   * Checks that events are buffered in memory until a server is available, and that all of them
   * arrive.
   */
  private void assertDeliversFromMemory(Application application, String reason) {
    assertThat(application.sendsToSyslog()).isTrue();
    assertThat(application.warnings()).contains("SYSLOG: " + reason + IN_MEMORY);
    assertThat(application.errors()).isEmpty();
    assertThat(application.statistics().spoolFault()).contains(reason);
    List<String> texts = IntStream.range(0, 100).mapToObj(SteadyFlow::text).toList();
    texts.forEach(application::info);
    primary.open();
    Eventually.until("all", () -> primary.messages() == 100);
    assertThat(primary.texts()).containsExactlyElementsOf(texts);
    application.stop();
    assertThat(application.statistics().accepted()).isEqualTo(100);
    assertThat(application.statistics().recovered()).isZero();
    assertThat(application.statistics().allDiscarded()).isZero();
    assertThat(application.statistics().releasedUnconfirmed()).isZero();
    assertThat(application.statistics().spoolFault()).contains(reason);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(spools)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void buffersInMemoryWhenAnotherAppenderUsesTheFile() throws IOException {
    Application first = start();
    assertThat(first.statistics().spoolFault()).isEmpty();
    first.info("of the first");
    byte[] before = Files.readAllBytes(spool);
    primary.close();
    primary = server("primary"); // of the second appender, not of the first
    assertDeliversFromMemory(
        start(), "spool " + spool + " is in use by another appender of this process" + ONE_EACH);
    assertThat(Files.readAllBytes(spool)).isEqualTo(before);
    assertThat(names()).containsExactly("shop.spool", "shop.spool.lock");
    assertThat(first.sendsToSyslog()).isTrue();
    assertThat(first.statistics().spoolFault()).isEmpty();
    first.stop();
    assertThat(first.statuses())
        .anyMatch(
            status ->
                status.contains("stopped; 1 event not sent")
                    && status.contains("kept in spool " + spool));
  }

  @Test
  void buffersInMemoryWhenAnotherProcessUsesTheFile() throws IOException {
    try (SpoolProcess holder = SpoolProcess.start(spool, CAPACITY, "")) {
      assertThat(holder.answer()).isEqualTo("opened with 0 messages");
      holder.send("append 10");
      assertThat(holder.answer()).isEqualTo("10 of 10 appended, 0 faults");
      byte[] before = Files.readAllBytes(spool);
      assertDeliversFromMemory(
          start(),
          "spool " + spool + " is in use by another process (PID " + holder.id() + ")" + ONE_EACH);
      assertThat(Files.readAllBytes(spool)).isEqualTo(before);
      assertThat(spools.resolve("shop.spool.lock")).hasContent(Long.toString(holder.id()));
    }
    assertThat(names()).containsExactly("shop.spool", "shop.spool.lock");
    primary.close(); // the process has written data that is not a message
    Application next = start();
    assertThat(next.statistics().spoolFault()).isEmpty();
    assertThat(next.statistics().recovered()).isEqualTo(10);
  }

  @Test
  void buffersInMemoryWhenTheDirectoryDoesNotExist() throws IOException {
    Path file = spools.resolve("missing").resolve("shop.spool");
    set("spoolFile", file.toString());
    assertDeliversFromMemory(
        start(),
        "spool "
            + file
            + ": directory "
            + file.getParent()
            + " does not exist; create it or correct spoolFile");
    assertThat(names()).isEmpty();
  }

  @Test
  void buffersInMemoryWhenTheFileIsADirectory() throws IOException {
    Files.createDirectory(spool);
    assertDeliversFromMemory(
        start(),
        "spool "
            + spool
            + ": a directory, symbolic link or device, not a regular file; correct spoolFile");
    assertThat(spool).isEmptyDirectory();
  }

  @Test
  void rejectsAnInvalidSize() {
    set("spoolSize", "large");
    Application application = start();
    assertThat(application.sendsToSyslog()).isFalse();
    assertThat(application.errors()).anyMatch(error -> error.contains("spoolSize is \"large\""));
    assertThat(spool).doesNotExist();
  }

  @Test
  void usesTheSpoolWhenStartedOnAnInterruptedThread() {
    start().stop(); // Log4j's own classes cannot be initialized on an interrupted thread
    boolean keptAtStart;
    boolean keptAtStop;
    Application application;
    Thread.currentThread().interrupt();
    try {
      application = start();
    } finally {
      keptAtStart = Thread.interrupted();
    }
    assertThat(keptAtStart).isTrue();
    assertThat(application.statistics().spoolFault()).isEmpty();
    assertThat(application.warnings()).noneMatch(warning -> warning.contains("spool"));
    primary.open();
    IntStream.range(0, 100).forEach(i -> application.info(SteadyFlow.text(i)));
    Eventually.until("connected", () -> application.statistics().connects() == 1);
    Thread.currentThread().interrupt();
    try {
      application.stop();
    } finally {
      keptAtStop = Thread.interrupted();
    }
    assertThat(keptAtStop).isTrue();
    assertThat(primary.messages()).isEqualTo(100);
    assertThat(start().statistics().recovered()).isZero();
  }
}
