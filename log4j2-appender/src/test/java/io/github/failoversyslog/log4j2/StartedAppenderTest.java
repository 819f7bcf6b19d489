package io.github.failoversyslog.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SAME_THREAD;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.SyslogSender;
import io.github.failoversyslog.appender.SilentSenders;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.SenderName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.appender.AppenderLoggingException;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.status.StatusData;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a sender that sends nothing. */
@Timeout(value = 60, threadMode = SAME_THREAD) // Mockito replaces constructors in one thread
class StartedAppenderTest {
  private final FailoverSyslogAppender.Builder settings =
      FailoverSyslogAppender.newBuilder().setName("SYSLOG").setHost("primary-server.com");
  private final LogEvent event =
      Log4jLogEvent.newBuilder().setLevel(Level.INFO).setMessage(new SimpleMessage("sold")).build();
  @AutoClose private final SilentSenders senders = new SilentSenders();
  private final MessageWriter message = senders.message();

  private SyslogSender sender() {
    return senders.all().get(0);
  }

  private static FailoverSyslogAppender started(FailoverSyslogAppender appender) {
    appender.start();
    assertThat(appender.isStarted()).isTrue();
    return appender;
  }

  @Test
  void sendsEvents() {
    started(settings.build()).append(event);

    verify(sender()).start();
    verify(message).text(argThat(text -> "sold".contentEquals(text)));
    verify(message).trySend();
  }

  @Test
  void isStartedOnce() {
    started(started(settings.build()));
    assertThat(senders.all()).hasSize(1);
  }

  @Test
  void aRefusedEventIsAnExceptionOnlyForThoseWhoWantIt() {
    FailoverSyslogAppender silent = started(settings.build());
    FailoverSyslogAppender strict = started(settings.setIgnoreExceptions(false).build());
    assertThatCode(() -> strict.append(event)).doesNotThrowAnyException();

    when(message.trySend()).thenReturn(DiscardReason.BUFFER_FULL);

    assertThatCode(() -> silent.append(event)).doesNotThrowAnyException();
    assertThatThrownBy(() -> strict.append(event))
        .isInstanceOf(AppenderLoggingException.class)
        .hasMessage("SYSLOG: event discarded, buffer full or appender stopped");
  }

  @Test
  void aRefusedEventGoesToTheReferencedAppender() {
    Configured configured = configured("", "<AppenderRef ref='FILE'/>");
    AbstractAppender file = mock(AbstractAppender.class);
    when(file.getName()).thenReturn("FILE");
    when(file.isStarted()).thenReturn(true);
    configured.configuration().addAppender(file);
    when(message.trySend()).thenReturn(DiscardReason.BUFFER_FULL);

    started(configured.appender()).append(event);

    verify(file).append(event);
    verify(sender()).diverted("FILE");
  }

  @Test
  void anEventWhoseFilterFailsIsCounted() {
    Filter filter = mock(Filter.class);
    when(filter.filter(any(LogEvent.class))).thenThrow(new IllegalStateException("no filter"));
    FailoverSyslogAppender appender = settings.build();
    appender.addFilter(filter);
    started(appender);

    assertThatThrownBy(() -> appender.isFiltered(event)).hasMessage("no filter");

    verify(sender()).discard();
  }

  @Test
  void isStoppingWhileTheSenderDelivers() {
    FailoverSyslogAppender appender = started(settings.build());
    List<Boolean> stopping = new ArrayList<>();
    when(sender().stop(Duration.ofMillis(50)))
        .thenAnswer(call -> stopping.add(appender.isStopping() && !appender.isStopped()));

    assertThat(appender.stop(50, TimeUnit.MILLISECONDS)).isTrue();

    assertThat(stopping).containsExactly(true);
    assertThat(appender.isStopped()).isTrue();
  }

  @Test
  void saysWhenNotAllWasDelivered() {
    assertThat(started(settings.build()).stop(0, TimeUnit.MILLISECONDS)).isFalse();
  }

  @Test
  void aFailureLeavesItStoppedAndIsReported() {
    senders.failAtTheStart();
    FailoverSyslogAppender appender = settings.build();
    try (StatusList log4j = new StatusList(Level.ERROR)) {
      appender.start();

      assertThat(texts(log4j)).containsExactly("SYSLOG: cannot start: no thread");
    }
    assertThat(appender.isStopped()).isTrue();
    verify(sender()).beginStop();
  }

  private static List<String> texts(StatusList log4j) {
    return log4j.statuses().stream()
        .map(StatusData::getMessage)
        .map(said -> said.getFormattedMessage())
        .toList();
  }

  private static Configured configured(String attributes, String elements) {
    return Configured.by(
        "<FailoverSyslog name='SYSLOG' host='a' "
            + attributes
            + ">"
            + elements
            + "</FailoverSyslog>");
  }

  @Test
  void theSenderHasTheNameOfTheContextAndOfTheAppender() {
    FailoverSyslogAppender alone = started(settings.build());
    assertThat(senders.arguments())
        .startsWith(new SenderName("log4j2", "", "SYSLOG"), alone, alone.config);
    senders.arguments().clear();

    Configured configured = configured("", "");
    started(configured.appender());
    assertThat(senders.arguments())
        .startsWith(
            new SenderName("log4j2", "test", "SYSLOG"),
            configured.configuration().getLoggerContext());
  }

  @Test
  void callersAreReleasedWhenTheConfigurationStops() {
    Configured configured = configured("", "");
    started(configured.appender());
    verify(sender()).releaseCallersWhen(argThat(ending -> !ending.getAsBoolean()));

    configured.configuration().stop();

    verify(sender()).releaseCallersWhen(argThat(ending -> ending.getAsBoolean()));
  }

  @Test
  void aLayoutAndSettingsThatDoNotFitAreReportedAtTheStart() {
    try (StatusList log4j = new StatusList(Level.WARN)) {
      started(configured("stackTracePattern='%ex'", "<PatternLayout pattern='%m'/>").appender());
      assertThat(texts(log4j))
          .anyMatch(text -> text.startsWith("SYSLOG: stackTracePattern has no effect: the layout"));
    }
    try (StatusList log4j = new StatusList(Level.WARN)) {
      started(configured("stackTrace='lines'", "<PatternLayout pattern='%m%ex'/>").appender());
      assertThat(texts(log4j))
          .anyMatch(text -> text.startsWith("SYSLOG: stack traces are sent twice: by stackTrace"));
    }
  }
}
