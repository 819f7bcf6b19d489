package io.github.failoversyslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdTest {
  @TempDir Path directory;

  @Test
  void isWhatTheJdkSays() {
    assertThat(ProcessId.known()).isEqualTo(Long.toString(ProcessHandle.current().pid()));
  }

  @Test
  void isTheNumberToWhichTheKernelsLinkLeads() throws IOException {
    Path process = Files.createDirectory(directory.resolve("4711"));
    Path self = Files.createSymbolicLink(directory.resolve("self"), process);
    assertThat(ProcessId.ofEntry(self.toFile())).isEqualTo("4711");
  }

  @Test
  void isNotToBeHadWhereThereIsNoSuchLink() {
    assertThat(ProcessId.ofEntry(directory.resolve("self").toFile())).isEmpty();
  }
}
