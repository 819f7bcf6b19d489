package io.github.failoversyslog.logback;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import ch.qos.logback.core.spi.ContextAware;
import io.github.failoversyslog.status.Status;
import org.junit.jupiter.api.Test;

class StatusManagerListenerTest {

  @Test
  void aWarningIsAWarningAndTheRestInformationAndBothBearTheAppendersName() {
    ContextAware appender = mock(ContextAware.class);
    StatusManagerListener reporter = new StatusManagerListener("SYSLOG", appender);

    reporter.status(new Status(Status.Kind.FAILED_OVER, "a:601 lost; sending to b:601"));
    reporter.status(new Status(Status.Kind.CONNECTED, "sending to a:601"));

    verify(appender).addWarn("SYSLOG: a:601 lost; sending to b:601");
    verify(appender).addInfo("SYSLOG: sending to a:601");
    verifyNoMoreInteractions(appender);
  }
}
