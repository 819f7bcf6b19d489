package io.github.failoversyslog.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.status.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusReporterTest {
  private final List<String> told = new ArrayList<>();
  private final StatusReporter reporter = new StatusReporter(status -> told.add(status.text()));

  @Test
  void reportsLinesFromOtherThreadsOnceAndInOrder() {
    reporter.reportLater(new Status(Status.Kind.CONFIG, "first"));
    reporter.reportLater(new Status(Status.Kind.CONFIG, "second"));
    assertThat(told).isEmpty();
    reporter.reportWaiting();
    reporter.reportWaiting();
    assertThat(told).containsExactly("first", "second");
  }
}
