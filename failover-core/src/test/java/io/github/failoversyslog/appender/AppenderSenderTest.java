package io.github.failoversyslog.appender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.SyslogSender;
import io.github.failoversyslog.status.SenderStatistics;
import org.junit.jupiter.api.Test;

class AppenderSenderTest {
  private final SyslogSender started = mock(SyslogSender.class);
  private final AppenderSender sender = new AppenderSender();

  @Test
  void beforeTheStartEventsAreNeitherSentNorCounted() {
    sender.discard();

    assertThat(sender.get()).isNull();
    assertThat(sender.forEvents()).isNull();
    assertThat(sender.statistics()).isEqualTo(SenderStatistics.none());
  }

  @Test
  void sendsAndCountsEventsFromTheStartOn() {
    SenderStatistics statistics = mock(SenderStatistics.class);
    when(started.statistics()).thenReturn(statistics);
    sender.set(started);

    sender.discard();

    verify(started).discard();
    assertThat(sender.forEvents()).isSameAs(started);
    assertThat(sender.statistics()).isSameAs(statistics);
  }
}
