package io.github.failoversyslog.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two processes that use the same spool. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SpoolProcessIT {
  private static final int CAPACITY = 1 << 20;

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() throws IOException {
    file = directory.toRealPath().resolve("spool");
  }

  private SpoolProcess process(String shell) throws IOException {
    return SpoolProcess.start(file, CAPACITY, shell);
  }

  private void truncateTheFile() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
  }

  private static List<String> messages(Spool spool) {
    List<String> messages = new ArrayList<>();
    spool.ring().read(messages, (message, position, read) -> read.add(text(message)));
    return messages;
  }

  private static String text(ByteBuffer message) {
    return StandardCharsets.UTF_8.decode(message).toString();
  }

  private static List<String> numbered(int end) {
    return IntStream.range(0, end).mapToObj(SpoolProcess::message).toList();
  }

  @Test
  void messagesAppendedByAKilledProcessAreReadable() throws Exception {
    try (SpoolProcess process = process("")) {
      assertThat(process.answer()).isEqualTo("opened with 0 messages");
      process.send("append 5000");
      assertThat(process.answer()).isEqualTo("5000 of 5000 appended, 0 faults");
      process.kill();
    }
    try (Spool spool = Spool.open(file, CAPACITY)) {
      assertThat(spool.report().unreadableBytes()).isZero();
      assertThat(messages(spool)).isEqualTo(numbered(5000));
    }
  }

  @Test
  void everyMessageIsCompleteAfterAKillDuringAppends() throws Exception {
    try (SpoolProcess process = process("")) {
      assertThat(process.answer()).isEqualTo("opened with 0 messages");
      process.send("append 1000");
      assertThat(process.answer()).isEqualTo("1000 of 1000 appended, 0 faults");
      process.send("append 1000000"); // more than there is room for
      process.kill();
    }
    try (Spool spool = Spool.open(file, CAPACITY)) {
      List<String> messages = messages(spool);
      assertThat(messages.subList(0, 1000)).isEqualTo(numbered(1000));
      assertThat(messages.subList(1000, messages.size()))
          .isEqualTo(numbered(messages.size() - 1000));
    }
  }

  @Test
  void aSecondProcessIsRefusedUntilTheFirstOneEnds() throws Exception {
    try (SpoolProcess process = process("")) {
      assertThat(process.answer()).isEqualTo("opened with 0 messages");
      assertThatThrownBy(() -> Spool.open(file, CAPACITY))
          .isInstanceOf(SpoolInUseException.class)
          .hasMessage(
              "spool %s is in use by another process (PID %s); give every appender of every process"
                  + " its own spoolFile",
              file, process.id());
      process.kill();
    }
    Spool.open(file, CAPACITY).close();
  }

  @Test
  void aProcessStaysTheOnlyUserAfterOpeningTheSpoolAgainAndReadingIt() throws Exception {
    try (Spool spool = Spool.open(file, CAPACITY)) {
      assertThatThrownBy(() -> Spool.open(file, CAPACITY)).isInstanceOf(SpoolInUseException.class);
      assertThat(Files.readAllBytes(file)).hasSize(4096 + CAPACITY);
      try (SpoolProcess process = process("")) {
        assertThat(process.answer()).startsWith("spool " + file + " is in use");
      }
      assertThat(spool.ring().released()).isZero();
    }
  }

  @Test
  void leavesNoFileWhenThereIsNoSpaceForTheWholeSpool() throws Exception {
    try (SpoolProcess process = process("ulimit -f 64;")) { // in blocks of 512 bytes or 1 KiB
      assertThat(process.answer())
          .startsWith("spool " + file + ": cannot create the file (")
          .endsWith("); 1052672 bytes needed, free disk space or reduce spoolSize");
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(path -> path.getFileName().toString())).containsExactly("spool.lock");
    }
  }

  /** Covers interpreted code and code compiled by either JIT compiler. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation"})
  void aProcessWhoseFileIsTruncatedFailsToAppendButKeepsRunning(String option) throws Exception {
    try (SpoolProcess process = process("export JAVA_TOOL_OPTIONS=" + option + ";")) {
      assertThat(process.answer()).isEqualTo("opened with 0 messages");
      process.send("append 8000");
      assertThat(process.answer()).isEqualTo("8000 of 8000 appended, 0 faults");
      truncateTheFile();
      process.send("append 1000");
      assertThat(process.answer()).isEqualTo("0 of 1000 appended, 1000 faults");
    }
  }

  /** {@link OldestWaiting} is for any thread, so it keeps its faults to itself. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation"})
  void aProcessWhoseFileIsTruncatedCopiesNothingOfItAndSeesNoFault(String option) throws Exception {
    try (SpoolProcess process = process("export JAVA_TOOL_OPTIONS=" + option + ";")) {
      assertThat(process.answer()).isEqualTo("opened with 0 messages");
      process.send("append 1");
      assertThat(process.answer()).isEqualTo("1 of 1 appended, 0 faults");
      process.send("look 3000");
      assertThat(process.answer()).isEqualTo("3000 looks, 3000 copied, 0 faults");
      truncateTheFile();
      process.send("look 1000");
      assertThat(process.answer()).isEqualTo("1000 looks, 0 copied, 0 faults");
    }
  }
}
