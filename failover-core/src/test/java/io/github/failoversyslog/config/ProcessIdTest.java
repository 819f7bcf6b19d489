package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdTest {
  @TempDir Path directory;

  private File status(String text) throws IOException {
    return Files.writeString(directory.resolve("status"), text).toFile();
  }

  @Test
  void isThatOfTheJdk() {
    assertThat(ProcessId.known()).isEqualTo(Long.toString(ProcessHandle.current().pid()));
  }

  @Test
  void isTheInnermostOneInAContainer() throws IOException {
    assertThat(ProcessId.ofStatus(status("Name:\tjava\nNSpid:\t4711\t17\t1\nVmRSS:\t9 kB\n")))
        .isEqualTo("1");
    assertThat(ProcessId.ofStatus(status("NSpid:\t4711\n"))).isEqualTo("4711");
  }

  @Test
  void isUnknownIfTheKernelDoesNotReportIt() throws IOException {
    assertThat(ProcessId.ofStatus(status("Name:\tjava\nPid:\t4711\n"))).isEmpty();
    assertThat(ProcessId.ofStatus(directory.resolve("none").toFile())).isEmpty();
  }
}
