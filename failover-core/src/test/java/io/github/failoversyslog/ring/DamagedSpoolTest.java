package io.github.failoversyslog.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files: {@code -Dspool.images} of them in memory, one in a hundred also on disk; {@code
 * -Dspool.seed} repeats a run.
 */
class DamagedSpoolTest {
  private static final int IMAGES = Integer.getInteger("spool.images", 2000);
  private static final int IMAGES_FOR_EACH_FILE = 100;
  private static final int CHOICES = 300;
  private static final int CONTROL_BYTES = 36; // before the positions

  private final long seed = Long.getLong("spool.seed", ThreadLocalRandom.current().nextLong());

  @Test
  @Timeout(600)
  void noMessageIsInvented() {
    System.out.println("SPOOL " + IMAGES + " damaged images with -Dspool.seed=" + seed);
    int accepted = 0;
    for (int i = 0; i < IMAGES; i++) {
      try {
        accepted += DamagedSpool.isAccepted(choices(i)) ? 1 : 0;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("image " + i + " with -Dspool.seed=" + seed, e);
      }
    }
    assertThat(accepted).as("both kinds occur").isBetween(IMAGES / 4, IMAGES - IMAGES / 100);
  }

  private Choices choices(int image) {
    return Choices.of(new Random(seed + image), CHOICES);
  }

  @Test
  @Timeout(600)
  void noMessageIsInventedFromAFile(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("spool");
    for (int i = 0; i < IMAGES; i += IMAGES_FOR_EACH_FILE) {
      DamagedSpool used = DamagedSpool.used(choices(i));
      byte[] file = used.damagedFile();
      int capacity = file.length - ControlPage.BYTES;
      ByteBuffer page = new ControlPage(capacity, FileImage.SALT).bytes();
      page.get(0, file, 0, CONTROL_BYTES);
      Files.write(path, file);
      try (Spool spool = Spool.open(path, capacity)) {
        assertThat(used.requireAppended(spool.ring()))
            .as("messages of image %d with -Dspool.seed=%d", i, seed)
            .isEqualTo(spool.report().messages());
      }
    }
  }
}
