package io.github.failoversyslog.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Discards;
import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void usersAreToldWhatTheFrameworkIsTold() {
    SenderListener user = mock(SenderListener.class);
    Discards discards = new Discards(Map.of(DiscardReason.BUFFER_FULL, 3L), true);
    Status status = new Status(Status.Kind.CONFIG, "a line");
    reporter.add(user);
    reporter.startListeners("TEST", Thread::start);

    reporter.report(status);
    reporter.discarding(discards);
    reporter.endListeners();

    verify(user).status(status);
    verify(user).discarding(discards);
    verifyNoMoreInteractions(user);
    assertThat(told).containsExactly("a line");
  }

  @Test
  void aUsersListenerThatFailsIsReportedToTheFramework() {
    SenderListener user = mock(SenderListener.class);
    doThrow(new IllegalStateException("made to fail")).when(user).status(any());
    reporter.add(user);
    reporter.startListeners("TEST", Thread::start);

    reporter.report(new Status(Status.Kind.CONFIG, "a line"));
    reporter.endListeners();
    reporter.reportWaiting();

    assertThat(told)
        .containsExactly(
            "a line",
            "listener "
                + user.getClass().getName()
                + " failed (java.lang.IllegalStateException: made to fail); it is called again,"
                + " further failures of it are not logged");
  }

  /** Its thread is never started. */
  @ParameterizedTest
  @CsvSource({"1, 1 report", "1029, 1029 reports"})
  void theNumberOfDroppedReportsIsReportedAtTheEnd(int number, String inWords) {
    reporter.add(mock(SenderListener.class));
    reporter.startListeners("TEST", thread -> {});
    for (int i = 0; i < number; i++) {
      reporter.report(new Status(Status.Kind.CONFIG, "a line"));
    }

    reporter.endListeners();

    assertThat(told)
        .last()
        .isEqualTo(
            inWords
                + " dropped because a listener is slower than they come, or did not return"
                + " within 1 s at the stop");
  }

  @Test
  void onlyUsersListenersNeedTime() {
    assertThat(reporter.timeForListeners()).isZero();

    reporter.add(mock(SenderListener.class));

    assertThat(reporter.timeForListeners()).isEqualTo(Duration.ofSeconds(1));
  }
}
