package io.github.failoversyslog.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DiversionReportTest {
  private static final Status LINE =
      new Status(
          Status.Kind.DISCARDING,
          "the buffer refuses events; giving them to the appender FILE, counted as diverted");

  private final Counters counters = new Counters();
  private final SenderListener listener = mock(SenderListener.class);
  private final StatusReporter reporter = new StatusReporter(listener);
  private final Runnable begun = mock(Runnable.class);
  private long nowNanos = Long.MIN_VALUE + 5;
  private final DiversionReport report =
      new DiversionReport(counters, reporter, () -> nowNanos, begun);

  private void divertsAfter(Duration time) {
    nowNanos += time.toNanos();
    report.diverted("FILE");
    reporter.reportWaiting();
  }

  @Test
  void reportsNothingByItself() {
    reporter.reportWaiting();

    verify(listener, never()).status(any());
  }

  @Test
  void reportsTheFirstEventAndTheFirstAfterAMinuteWithoutAny() {
    divertsAfter(Duration.ZERO);
    divertsAfter(Duration.ofSeconds(59));
    divertsAfter(Duration.ofSeconds(59));
    verify(listener, times(1)).status(LINE);

    divertsAfter(Duration.ofSeconds(60));

    verify(listener, times(2)).status(LINE);
    verify(begun, times(2)).run();
    assertThat(counters.diverted.sum()).isEqualTo(4);
    assertThat(counters.isDiscarding()).isFalse();
  }
}
