package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LocalHostNameTest {
  @Test
  @EnabledOnOs(OS.LINUX)
  void isThatOfTheKernel() throws IOException {
    assertThat(LocalHostName.known())
        .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
  }

  @Test
  void isNeverEmpty() {
    assertThat(LocalHostName.known()).isNotBlank();
  }
}
