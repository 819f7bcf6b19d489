package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.github.failoversyslog.status.Status;
import org.junit.jupiter.api.Test;

class StatusManagerListenerTest {

  @Test
  void aWarningIsAWarningAndTheRestInformationAndBothBearTheAppendersName() {
    LoggerContext context = new LoggerContext();
    ContextAwareBase appender = new ContextAwareBase();
    appender.setContext(context);
    StatusManagerListener reporter = new StatusManagerListener("SYSLOG", appender);

    reporter.status(new Status(Status.Kind.FAILED_OVER, "a:601 lost; sending to b:601"));
    reporter.status(new Status(Status.Kind.FAILED_BACK, "sending to a:601 again"));

    assertThat(context.getStatusManager().getCopyOfStatusList())
        .extracting(status -> status.getLevel() + " " + status.getMessage())
        .containsExactly(
            "1 SYSLOG: a:601 lost; sending to b:601", "0 SYSLOG: sending to a:601 again");
  }
}
