package io.github.failoversyslog.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.failover.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BugReportTest {
  private final List<String> lines = new ArrayList<>();
  private final BugReport report =
      new BugReport(new StatusReporter(status -> lines.add(status.text())));

  private void happens(RuntimeException bug, int second) {
    report.report(bug, State.INITIAL, second * 1_000_000_000L);
  }

  @Test
  void reportsTheSameDefectOncePerMinute() {
    IllegalStateException bug = new IllegalStateException("no connection to take");
    for (int second = 0; second <= 60; second++) {
      happens(bug, second);
    }
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .contains("no connection to take", "BugReportTest", "phase=IDLE")
        .doesNotContain("more since");
    assertThat(lines.get(1)).contains("59 more since the last report");
  }

  @Test
  void reportsAnotherDefectAtOnce() {
    happens(new IllegalStateException("first"), 0);
    happens(new IllegalStateException("second"), 1);
    assertThat(lines).hasSize(2);
  }

  @Test
  void survivesADefectThatCannotBeReported() {
    happens(
        new IllegalStateException() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            throw new OutOfMemoryError("no room for words");
          }
        },
        0);
    assertThat(lines).isEmpty();
  }
}
