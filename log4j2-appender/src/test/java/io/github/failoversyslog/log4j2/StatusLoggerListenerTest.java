package io.github.failoversyslog.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.status.Status;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;

class StatusLoggerListenerTest {

  @Test
  void aWarningIsAWarningAndTheRestInformationAndBothBearTheAppendersName() {
    try (StatusList log4j = new StatusList(Level.INFO)) {
      StatusLoggerListener reporter = new StatusLoggerListener("SYSLOG");

      reporter.status(new Status(Status.Kind.FAILED_OVER, "a:601 lost; sending to {}"));
      reporter.status(new Status(Status.Kind.CONNECTED, "sending to a:601"));

      assertThat(log4j.statuses())
          .extracting(status -> status.getLevel() + " " + status.getMessage().getFormattedMessage())
          .containsExactly(
              "WARN SYSLOG: a:601 lost; sending to {}", "INFO SYSLOG: sending to a:601");
    }
  }
}
