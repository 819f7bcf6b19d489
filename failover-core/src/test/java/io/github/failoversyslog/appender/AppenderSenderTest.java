package io.github.failoversyslog.appender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.SyslogSender;
import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.SenderStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

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
    sender.start(started, List.of(), () -> {});

    sender.discard();

    verify(started).discard();
    assertThat(sender.get()).isSameAs(started);
    assertThat(sender.forEvents()).isSameAs(started);
    assertThat(sender.statistics()).isSameAs(statistics);
  }

  @Test
  void theRestOfTheStartFollowsThatOfTheSenderWithItsListeners() {
    SenderListener listener = mock(SenderListener.class);
    Runnable rest = mock(Runnable.class);

    sender.start(started, List.of(listener), rest);

    InOrder order = inOrder(started, rest);
    order.verify(started).addListener(listener);
    order.verify(started).start();
    order.verify(rest).run();
    verify(started, never()).beginStop();
  }

  @Test
  void aStartThatFailsStopsTheSender() {
    doThrow(new OutOfMemoryError("no thread")).when(started).start();

    assertThatThrownBy(() -> sender.start(started, List.of(), () -> {})).hasMessage("no thread");

    verify(started).beginStop();
    assertThat(sender.forEvents()).isNull();
  }

  @Test
  void aFailureOfTheRestOfTheStartStopsTheSender() {
    Runnable failing =
        () -> {
          throw new IllegalStateException("no filter");
        };

    assertThatThrownBy(() -> sender.start(started, List.of(), failing)).hasMessage("no filter");

    verify(started).beginStop();
  }
}
