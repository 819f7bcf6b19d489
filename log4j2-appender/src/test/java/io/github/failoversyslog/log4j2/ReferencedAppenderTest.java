package io.github.failoversyslog.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.status.InvalidConfigException;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.appender.AsyncAppender;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.filter.ThresholdFilter;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencedAppenderTest {
  private static final LogEvent INFO = event(Level.INFO);
  private static final LogEvent WARN = event(Level.WARN);

  private final Configuration configuration = mock(Configuration.class);
  private final AbstractAppender file = mock(AbstractAppender.class);
  private final FailoverSyslogAppender syslog = appenderWith("SYSLOG", "FILE");

  private static LogEvent event(Level level) {
    return Log4jLogEvent.newBuilder().setLevel(level).build();
  }

  private static AppenderRef ref(String name) {
    return AppenderRef.createAppenderRef(name, null, null);
  }

  private FailoverSyslogAppender appenderWith(String name, String refersTo) {
    return there(
        name,
        FailoverSyslogAppender.newBuilder()
            .setName(name)
            .setHost("a")
            .setAppenderRef(ref(refersTo))
            .build());
  }

  private <A extends Appender> A there(String name, A appender) {
    when(configuration.<Appender>getAppender(name)).thenReturn(appender);
    return appender;
  }

  private ReferencedAppender startedFile(AppenderRef ref) {
    there("FILE", file);
    when(file.isStarted()).thenReturn(true);
    return ReferencedAppender.of(ref, syslog, configuration);
  }

  @Test
  void givesTheEventToAnAppenderThatIsStarted() {
    ReferencedAppender referenced = startedFile(ref("FILE"));
    assertThat(referenced.takes(INFO)).isTrue();
    verify(file).append(INFO);

    when(file.isStarted()).thenReturn(false);
    assertThat(referenced.takes(WARN)).isFalse();
    verify(file, never()).append(WARN);
  }

  @Test
  void whatAFilterDeniesIsNotTaken() {
    ReferencedAppender byLevel =
        startedFile(AppenderRef.createAppenderRef("FILE", Level.WARN, null));
    Filter threshold =
        ThresholdFilter.createFilter(Level.WARN, Filter.Result.NEUTRAL, Filter.Result.DENY);
    ReferencedAppender byFilter =
        startedFile(AppenderRef.createAppenderRef("FILE", null, threshold));

    assertThat(byLevel.takes(INFO)).isFalse();
    assertThat(byFilter.takes(INFO)).isFalse();
    assertThat(byLevel.takes(WARN)).isTrue();
    assertThat(byFilter.takes(WARN)).isTrue();
    when(file.isFiltered(WARN)).thenReturn(true);
    assertThat(byFilter.takes(WARN)).isFalse();
    verify(file, never()).append(INFO);
    assertThat(threshold.isStarted()).isTrue();
  }

  @Test
  void anAppenderThatThrowsHasNotTakenTheEvent() {
    doThrow(new IllegalStateException("disk full")).when(file).append(any());

    assertThatThrownBy(() -> startedFile(ref("FILE")).takes(INFO)).hasMessage("disk full");
  }

  @Test
  void anUnknownAppenderIsRefused() {
    assertThatThrownBy(() -> ReferencedAppender.of(ref("FIEL"), syslog, configuration))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage("<AppenderRef> refers to \"FIEL\"; expected the name of another appender");
    assertThatThrownBy(() -> ReferencedAppender.of(ref("FILE"), syslog, null))
        .isInstanceOf(InvalidConfigException.class);
  }

  private void isRefused(FailoverSyslogAppender appender, String name) {
    assertThatThrownBy(() -> ReferencedAppender.of(ref(name), appender, configuration))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(
            "<AppenderRef> refers to \""
                + name
                + "\", which is or leads back to this appender; expected one that does not");
  }

  @Test
  void aReferenceToItselfIsRefused() {
    isRefused(syslog, "SYSLOG");
  }

  @Test
  void aReferenceThatLeadsBackIsRefused() {
    appenderWith("SECOND", "THIRD");
    appenderWith("THIRD", "SYSLOG");

    isRefused(syslog, "SECOND");
  }

  @Test
  void anAsynchronousAppenderThatLeadsBackIsRefused() {
    AsyncAppender async = there("ASYNC", mock(AsyncAppender.class));
    when(async.getAppenderRefStrings()).thenReturn(new String[] {"FILE", "SYSLOG"});
    isRefused(syslog, "ASYNC");

    when(async.getAppenderRefStrings()).thenReturn(new String[] {"FILE"});
    when(async.getErrorRef()).thenReturn("SYSLOG");
    isRefused(syslog, "ASYNC");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Routing name='OTHER'><Routes pattern='$${ctx:x}'><Route ref='SYSLOG'/></Routes></Routing>",
        "<Routing name='OTHER'><Routes pattern='$${ctx:x}'>"
            + "<Route><Async name='ASYNC'>REF</Async></Route></Routes></Routing>"
      })
  void aRouteThatLeadsBackIsRefused(String other) {
    Configuration read =
        Configured.by(
                "<FailoverSyslog name='SYSLOG' host='a'/><Null name='NULL'/>"
                    + other.replace("REF", "<AppenderRef ref='SYSLOG'/>"))
            .configuration();
    FailoverSyslogAppender first = read.getAppender("SYSLOG");

    assertThatThrownBy(() -> ReferencedAppender.of(ref("OTHER"), first, read))
        .hasMessageContaining("leads back to this appender");
    assertThat(ReferencedAppender.of(ref("NULL"), first, read).appender()).isNotNull();
  }

  /** Each of the two that refer to each other is refused, and not this one. */
  @Test
  void aLoopOfOthersEndsTheSearch() {
    appenderWith("SECOND", "THIRD");
    appenderWith("THIRD", "SECOND");

    assertThat(ReferencedAppender.of(ref("SECOND"), syslog, configuration).appender()).isNotNull();
  }
}
