package io.github.failoversyslog.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.status.SenderStatistics;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.appender.AppenderLoggingException;
import org.apache.logging.log4j.core.config.AppenderControl;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.junit.jupiter.api.Test;

class FailoverSyslogAppenderTest {
  private final FailoverSyslogAppender.Builder settings =
      FailoverSyslogAppender.newBuilder().setName("SYSLOG").setHost("primary-server.com");

  @Test
  void hasANameIfNobodyGivesItOne() {
    FailoverSyslogAppender.Builder nameless = FailoverSyslogAppender.newBuilder();

    assertThat(nameless.setHost("a").build().getName()).isEqualTo("FailoverSyslog");
    assertThatThrownBy(() -> nameless.setPort("0").build())
        .hasMessage("FailoverSyslog: port is \"0\"; expected a whole number from 1 to 65535");
  }

  @Test
  void buildingAnAppenderStartsNothing() {
    FailoverSyslogAppender appender = settings.build();

    assertThat(appender.isStarted()).isFalse();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("failover-syslog-"));
  }

  @Test
  void anAppenderThatWasNeverStartedStopsAtOnce() {
    FailoverSyslogAppender appender = settings.build();

    assertThat(appender.stop(0, TimeUnit.MILLISECONDS)).isTrue();
    assertThat(appender.isStopped()).isTrue();
  }

  @Test
  void anEventForAnAppenderThatWasNeverStartedHarmsNobody() {
    AppenderControl log4j = new AppenderControl(settings.build(), null, null);

    log4j.callAppender(Log4jLogEvent.newBuilder().setLevel(Level.INFO).build());
  }

  @Test
  void whoWantsExceptionsGetsOneForAnAppenderThatWasNeverStarted() {
    FailoverSyslogAppender appender = settings.setIgnoreExceptions(false).build();
    AppenderControl log4j = new AppenderControl(appender, null, null);

    assertThatThrownBy(() -> log4j.callAppender(Log4jLogEvent.newBuilder().build()))
        .isInstanceOf(AppenderLoggingException.class);
  }

  @Test
  void theStatisticsAreZeroBeforeTheStart() {
    assertThat(settings.build().getStatistics()).isEqualTo(SenderStatistics.none());
  }
}
