package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.sift.SiftingAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.sift.AppenderTracker;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("unchecked") // mocks of generic types
class DivertingBeanTest {
  private final Appender<ILoggingEvent> file = mock(Appender.class);
  private final ILoggingEvent event = mock(ILoggingEvent.class);
  private final FailoverSyslogAppender appender = appender("SYSLOG");

  private static FailoverSyslogAppender appender(String name) {
    FailoverSyslogAppender made = new FailoverSyslogAppender();
    made.setName(name);
    return made;
  }

  @Test
  void givesTheEventToAnAppenderThatIsStartedAndDoesNotDenyIt() {
    when(file.getFilterChainDecision(event)).thenReturn(FilterReply.NEUTRAL);
    assertThat(DivertingBean.takes(file, event)).isFalse();
    verify(file, never()).doAppend(any());

    when(file.isStarted()).thenReturn(true);
    assertThat(DivertingBean.takes(file, event)).isTrue();
    verify(file).doAppend(event);

    when(file.getFilterChainDecision(event)).thenReturn(FilterReply.DENY);
    assertThat(DivertingBean.takes(file, event)).isFalse();
  }

  @Test
  void anAppenderThatStopsMeanwhileMayNotHaveWrittenTheEvent() {
    when(file.isStarted()).thenReturn(true, false);
    when(file.getFilterChainDecision(event)).thenReturn(FilterReply.NEUTRAL);
    assertThat(DivertingBean.takes(file, event)).isFalse();
    verify(file).doAppend(event);
  }

  @Test
  void anAppenderCanBeFoundAndDetached() {
    when(file.getName()).thenReturn("FILE");
    assertThat(appender.detachAppender(file)).isFalse();
    assertThat(appender.detachAppender("FILE")).isFalse();
    appender.addAppender(file);
    assertThat(appender.getAppender("FILE")).isSameAs(file);
    assertThat(appender.isAttached(file)).isTrue();
    assertThat(appender.detachAppender(file)).isTrue();
    assertThat(appender.isAttached(file)).isFalse();
    appender.addAppender(file);
    assertThat(appender.detachAppender("FILE")).isTrue();
    assertThat(appender.getAppender("FILE")).isNull();
  }

  private void isRefused(String name) {
    assertThat(appender.faults())
        .containsExactly(
            "<appender-ref> refers to \""
                + name
                + "\", which is or leads back to this appender; expected one that does not");
  }

  @Test
  void aReferenceToItselfIsRefused() {
    appender.addAppender(appender);

    isRefused("SYSLOG");
  }

  @Test
  void aReferenceThatLeadsBackIsRefused() {
    FailoverSyslogAppender second = appender("SECOND");
    AsyncAppender async = new AsyncAppender();
    second.addAppender(async);
    async.addAppender(appender);
    appender.addAppender(second);

    isRefused("SECOND");
  }

  @Test
  void anAppenderThatASiftingAppenderHasMadeIsFollowed() {
    SiftingAppender sifting = mock(SiftingAppender.class);
    AppenderTracker<ILoggingEvent> made = mock(AppenderTracker.class);
    AsyncAppender async = new AsyncAppender();
    when(sifting.getName()).thenReturn("SIFT");
    when(sifting.getAppenderTracker()).thenReturn(made);
    when(made.allComponents()).thenReturn(List.of(sifting, async));
    appender.addAppender(sifting);
    assertThat(appender.faults()).isEmpty();
    async.addAppender(appender);
    assertThat(appender.faults()).as("it is not started").isEmpty();
    when(sifting.isStarted()).thenReturn(true);
    isRefused("SIFT");
  }

  @Test
  void aSiftingAppenderWhoseAppendersLeadElsewhereIsAccepted() {
    SiftingAppender sifting = mock(SiftingAppender.class);
    AppenderTracker<ILoggingEvent> made = mock(AppenderTracker.class);
    when(sifting.isStarted()).thenReturn(true);
    when(sifting.getAppenderTracker()).thenReturn(made);
    when(made.allComponents()).thenReturn(List.of(new AsyncAppender()));
    appender.addAppender(sifting);

    assertThat(appender.faults()).isEmpty();
  }

  @Test
  void aLoopOfOthersEndsTheSearch() {
    FailoverSyslogAppender second = appender("SECOND");
    FailoverSyslogAppender third = appender("THIRD");
    second.addAppender(third);
    third.addAppender(second);
    appender.addAppender(second);

    assertThat(appender.faults()).isEmpty();
    assertThat(second.faults()).hasSize(1);
  }

  @Test
  void moreThanOneReferenceIsRefused() {
    appender.addAppender(file);
    assertThat(appender.faults()).isEmpty();

    appender.addAppender(mock(Appender.class));

    assertThat(appender.faults())
        .containsExactly("<appender-ref> is there more than once; expected it once");
  }

  @Test
  void theOtherAppenderIsStoppedWithThisOneEvenIfThisOneWasNotStarted() {
    appender.addAppender(file);

    appender.stop();

    verify(file).stop();
    assertThat(appender.isAttached(file)).isFalse();
  }

  @Test
  void anUnknownAppenderIsRefused() throws Exception {
    Configured configured =
        Configured.by(
            "<appender name=\"SYSLOG\" class=\"REAL\"><host>a</host>"
                + "<appender-ref ref=\"FIEL\"/></appender>");

    assertThat(configured.errors())
        .contains(
            "SYSLOG: <appender-ref> refers to \"FIEL\"; expected the name of another appender");
    assertThat(configured.appender("SYSLOG").isStarted()).isFalse();
  }
}
