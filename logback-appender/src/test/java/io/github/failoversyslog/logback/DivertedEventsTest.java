package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.github.failoversyslog.status.DiscardReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that the sender refuses go to another appender. */
@SuppressWarnings("unchecked") // mocks of generic types
class DivertedEventsTest extends StartedAppenderFixture {
  private final Appender<ILoggingEvent> file = mock(Appender.class);

  @BeforeEach
  void setUpTheOtherAppender() {
    when(file.getName()).thenReturn("FILE");
    when(file.isStarted()).thenReturn(true);
    when(file.getFilterChainDecision(any())).thenReturn(FilterReply.NEUTRAL);
  }

  @Test
  void aRefusedEventGoesToTheOtherAppender() {
    appender.addAppender(file);
    start();
    when(message.trySend()).thenReturn(DiscardReason.BUFFER_FULL);
    LoggingEvent event = event("sold");
    appender.doAppend(event);

    verify(file).doAppend(event);
    verify(sender()).diverted("FILE");
    verify(sender(), never()).discard(any());
  }

  @Test
  void anEventThatTheOtherAppenderDeniesIsDiscarded() {
    when(file.getFilterChainDecision(any())).thenReturn(FilterReply.DENY);
    appender.addAppender(file);
    start();
    when(message.trySend()).thenReturn(DiscardReason.BUFFER_FULL);
    appender.doAppend(event("sold"));

    verify(sender()).discard(DiscardReason.BUFFER_FULL);
    verify(sender(), never()).diverted(any());
  }

  @Test
  void whatTheOtherAppenderLogsMeanwhileIsCountedUnlessAFilterDeniesIt() {
    appender.addAppender(file);
    Filter<ILoggingEvent> filter = mock(Filter.class);
    when(filter.decide(any())).thenReturn(FilterReply.NEUTRAL);
    ILoggingEvent denied = event("denied");
    when(filter.decide(denied)).thenReturn(FilterReply.DENY);
    appender.addFilter(filter);
    start();
    when(message.trySend()).thenReturn(DiscardReason.BUFFER_FULL);
    doAnswer(
            call -> {
              appender.doAppend(event("about its own work"));
              appender.doAppend(denied);
              return null;
            })
        .when(file)
        .doAppend(any());

    appender.doAppend(event("sold"));

    verify(sender(), times(1)).discard();
    verify(sender()).diverted("FILE");
  }

  @Test
  void anEventThatComesBackIsDiscardedOnceAndReported() {
    appender.addAppender(file);
    start();
    when(message.trySend()).thenReturn(DiscardReason.BUFFER_FULL);
    doAnswer(
            call -> {
              appender.doAppend(call.getArgument(0));
              return null;
            })
        .when(file)
        .doAppend(any());

    appender.doAppend(event("sold"));

    verify(sender()).discard(DiscardReason.BUFFER_FULL);
    verify(sender(), never()).discard();
    assertThat(statuses()).anyMatch(text -> text.contains("FILE failed (it leads back"));
  }

  @Test
  void aStopDeliversAndStopsTheOtherAppender() {
    appender.addAppender(file);
    start();
    List<Boolean> started = new ArrayList<>();
    when(sender().stop()).thenAnswer(call -> started.add(appender.isStarted()));
    appender.stop();

    assertThat(started).as("as long as it delivers").containsExactly(true);
    assertThat(appender.isStarted()).isFalse();
    verify(file).stop();
  }
}
