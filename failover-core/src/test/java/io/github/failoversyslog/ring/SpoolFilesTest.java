package io.github.failoversyslog.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolFilesTest {
  @TempDir private Path directory;

  @Test
  void aFileThatCannotBeCreatedLeavesNothingAndNamesTheSpaceItNeeds() throws IOException {
    Path spool = directory.resolve("spool");
    Files.createDirectories(spool.resolve("something"));

    assertThatThrownBy(() -> SpoolFiles.create(spool, new ControlPage(64, 0)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("spool " + spool + ": cannot create the file (")
        .hasMessageEndingWith("); 4160 bytes needed, free disk space or reduce spoolSize");
    assertThat(directory).isDirectoryNotContaining(file -> !file.equals(spool));
  }

  @Test
  void aFileInUseIsNamedWithItsHolder() {
    Path spool = directory.resolve("spool");
    assertThat(SpoolInUseException.byAnotherProcess(spool, "17"))
        .hasMessage(
            "spool "
                + spool
                + " is in use by another process (PID 17);"
                + " give every appender of every process its own spoolFile");
    assertThat(SpoolInUseException.byAnotherProcess(spool, ""))
        .hasMessageContaining(" is in use by another process;");
  }
}
