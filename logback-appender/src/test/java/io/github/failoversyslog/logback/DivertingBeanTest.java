package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.FilterReply;
import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.Status;
import org.junit.jupiter.api.Test;

@SuppressWarnings("unchecked") // mocks of generic types
class DivertingBeanTest {
  private static final String EXPECTED =
      "; expected a public class that implements SenderListener and has a public constructor without"
          + " parameters";

  private final Appender<ILoggingEvent> file = mock(Appender.class);
  private final ILoggingEvent event = mock(ILoggingEvent.class);
  private final FailoverSyslogAppender appender = appender("SYSLOG");

  /** A listener that is named by its class. */
  public static final class Named implements SenderListener {
    public Named() {}

    @Override
    public void status(Status status) {}
  }

  /** A listener that cannot be made. */
  public static final class Failing implements SenderListener {
    public Failing() {
      throw new IllegalStateException("made to fail");
    }

    @Override
    public void status(Status status) {}
  }

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

  private static String element(Class<?> type) {
    return "<listener class=\"" + type.getName() + "\"/>";
  }

  @Test
  void listenersAreMadeByTheirClass() throws Exception {
    Configured configured =
        Configured.by(
            "<appender name=\"SYSLOG\" class=\"READER\">%s</appender>"
                .formatted(element(Named.class)));

    assertThat(configured.appender("SYSLOG").listeners()).hasExactlyElementsOfTypes(Named.class);
    assertThat(configured.appender("SYSLOG").faults()).isEmpty();
  }

  @Test
  void everyClassThatIsNoListenerIsNamedWithAllOtherFaults() throws Exception {
    Configured configured =
        Configured.by(
            "<appender name=\"SYSLOG\" class=\"REAL\"><port>0</port><listener/>"
                + "<listener class=\"no.such.Class\"/>"
                + element(String.class)
                + element(Failing.class)
                + "</appender>");

    assertThat(configured.appender("SYSLOG").isStarted()).isFalse();
    assertThat(configured.errors())
        .filteredOn(error -> error.startsWith("SYSLOG: "))
        .singleElement()
        .asString()
        .contains("class of <listener> is missing" + EXPECTED)
        .contains("class of <listener> is \"no.such.Class\" (")
        .contains("class of <listener> is \"java.lang.String\" (")
        .contains(
            "class of <listener> is \""
                + Failing.class.getName()
                + "\" (java.lang.IllegalStateException: made to fail)"
                + EXPECTED)
        .contains("port is \"0\"");
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
