package io.github.failoversyslog.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.SenderConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of buffer sizes in {@code docs/operations.md} follows from the formulas above it. */
class BufferSizesTest {
  private static final String HEADING = "## Size the buffer";
  private static final double RECORD_BYTES = 224; // of a message of 216
  private static final double MB = 1024 * 1024;
  private static final double SERVERS_KERNEL_BYTES = 6 * MB;
  private static final double OUTAGE_SECONDS = 60;

  private final SenderConfig defaults = SenderConfig.of(Map.of("host", "localhost"));
  private final double writeTimeout = defaults.connection().writeTimeout().toSeconds();
  private final double resendWindow = defaults.connection().resendWindow().toSeconds();
  private final double ourKernel = 4.0 * defaults.connection().sendBufferBytes();

  @Test
  void everyCellIsTheSmallestPowerOfTwoThatSatisfiesTheFormula() {
    List<List<String>> rows =
        Markdown.of("docs/operations.md").tableBelow(HEADING).stream()
            .filter(row -> row.size() == 4 && row.get(0).matches("[\\d,]+"))
            .toList();
    assertThat(rows).hasSize(7);
    assertThat(rows)
        .allSatisfy(
            row -> {
              double rate = Integer.parseInt(row.get(0).replace(",", "")) * RECORD_BYTES;
              double a = (rate * writeTimeout + ourKernel) / 0.8;
              double kernels = ourKernel + SERVERS_KERNEL_BYTES;
              double b = (rate * (resendWindow + writeTimeout) + kernels) / 0.73;
              double c = (rate * (OUTAGE_SECONDS + resendWindow) + kernels) / 0.8;
              assertThat(row.subList(1, 4)).containsExactly(size(a), size(b), size(c));
            });
  }

  private static String size(double bytes) {
    double megabytes = 1;
    while (megabytes * MB < bytes) {
      megabytes *= 2;
    }
    if (megabytes > 1024) {
      return "more than 1 GB, which is the limit";
    }
    return megabytes == 1024 ? "1 GB" : (int) megabytes + " MB";
  }
}
