package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.Command;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.daemon.Requirement;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A spool on a file system of 6 MB, in memory, on which no byte is free. */
@Tag("full")
@EachFramework
class FullDiskIT extends ApplicationFixture {
  private static final int EVENTS = 4000; // more than half of the spool

  private Path disk;
  private SyslogTestServer primary;

  FullDiskIT(Framework framework) {
    super(framework);
    set(SHORT_WAITS);
  }

  @BeforeEach
  void mountDisk() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    try {
      Command.run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk.toString());
    } catch (IOException | IllegalStateException e) {
      throw Requirement.unmet("only root can mount a small file system: " + e.getMessage());
    }
    set("spoolFile", disk.resolve("shop.spool").toString());
    set("spoolSize", "1 MB");
    primary = server("primary");
  }

  @AfterEach
  void unmountDisk() throws Exception {
    end(); // an application may still use the spool
    Command.run("umount", "--lazy", disk.toString());
  }

  private void fillDisk() throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream filler = Files.newOutputStream(disk.resolve("filler"))) {
      while (true) {
        filler.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
    assertThat(disk.toFile().getUsableSpace()).isZero();
  }

  private static List<String> texts(int from, int to) {
    return IntStream.range(from, to).mapToObj(SteadyFlow::text).toList();
  }

  @Test
  void losesNothingBecauseTheSpoolHasHadItsSpaceFromTheStart() throws Exception {
    Application first = start();
    fillDisk();
    texts(0, EVENTS).forEach(first::info);
    first.stop();
    assertThat(first.statistics().allDiscarded()).isZero();
    assertThat(first.statistics().spoolFault()).isEmpty();

    Application second = start();
    assertThat(second.statistics().recovered()).isEqualTo(EVENTS);
    texts(EVENTS, EVENTS + 500).forEach(second::info);
    primary.open();
    Eventually.until("all", () -> primary.messages() == EVENTS + 500);
    assertThat(primary.texts()).containsExactlyElementsOf(texts(0, EVENTS + 500));
    assertThat(second.statistics().allDiscarded()).isZero();
    assertThat(second.statistics().spoolFault()).isEmpty();
  }

  @Test
  void goesOnInMemoryIfTheSpoolCannotBeCreated() throws Exception {
    fillDisk();
    Application application = start();
    assertThat(application.statistics().spoolFault())
        .hasValueSatisfying(
            fault -> assertThat(fault).contains("No space left", "shop.spool", "1052672 bytes"));
    texts(0, EVENTS).forEach(application::info);
    primary.open();
    Eventually.until("all", () -> primary.messages() == EVENTS);
    assertThat(primary.texts()).containsExactlyElementsOf(texts(0, EVENTS));
    assertThat(application.statistics().allDiscarded()).isZero();
    assertThat(disk.toFile().list())
        .as("nothing half-written")
        .containsExactlyInAnyOrder("filler", "shop.spool.lock");
  }
}
