package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.filter.Filter;
import io.github.failoversyslog.appender.ThrownInShop;
import io.github.failoversyslog.status.SenderName;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

@SuppressWarnings("unchecked") // mocks of generic types
class StartedAppenderTest extends StartedAppenderFixture {
  private void isSent(String text) {
    verify(message).text(argThat(sent -> text.contentEquals(sent)));
    verify(message).trySend();
  }

  private PatternLayout layout(String pattern) {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern(pattern);
    layout.start();
    return layout;
  }

  @Test
  void sendsEvents() {
    context.setName("shop");
    start();
    appender.start();
    appender.doAppend(event("sold"));

    isSent("sold");
    verify(sender()).start();
    assertThat(senders.all()).hasSize(1);
    assertThat(senders.arguments())
        .startsWith(new SenderName("logback", "shop", "SYSLOG"), context);
  }

  @Test
  void theContextOfAProgramMayHaveNoName() {
    start();
    assertThat(senders.arguments()).startsWith(new SenderName("logback", "", "SYSLOG"), context);
  }

  @Test
  void theTextIsThatOfTheLayout() {
    appender.setLayout(layout("%level %msg%n"));
    start();
    appender.doAppend(event("sold"));

    isSent("INFO sold");
  }

  @Test
  void theTextIsThatOfTheEncoder() {
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout("%level %msg%n"));
    encoder.start();
    appender.setEncoder(encoder);
    start();
    appender.doAppend(event("sold"));

    isSent("INFO sold");
  }

  @Test
  void anErrorOfALayoutIsAnExceptionThatLogbackHandles() {
    LayoutBase<ILoggingEvent> layout =
        new LayoutBase<>() {
          @Override
          public String doLayout(ILoggingEvent event) {
            throw new NoClassDefFoundError("no converter");
          }
        };
    layout.start();
    appender.setLayout(layout);
    start();

    assertThatThrownBy(() -> appender.append(event("sold")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the event cannot be formatted")
        .hasCauseInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void anObjectThatIsNoEventIsCountedAndReportedOnce() {
    start();
    Appender<Object> any = (Appender<Object>) (Appender<?>) appender;
    any.doAppend("text");
    any.doAppend(null);

    verify(sender(), times(2)).discard();
    assertThat(statuses())
        .filteredOn(text -> text.contains("expected an ILoggingEvent of logback-classic"))
        .singleElement()
        .asString()
        .startsWith("SYSLOG: java.lang.String was logged");
  }

  @Test
  void anEventWhoseFilterFailsIsCounted() {
    Filter<ILoggingEvent> filter = mock(Filter.class);
    when(filter.decide(any())).thenThrow(new IllegalStateException("no filter"));
    appender.addFilter(filter);
    start();
    appender.doAppend(event("sold"));

    verify(sender()).discard();
    verify(message, never()).trySend();
  }

  @Test
  void anUnreadableMdcIsReportedOnceAndTheEventsAreSent() {
    ILoggingEvent event = mock(ILoggingEvent.class);
    when(event.getMDCPropertyMap()).thenThrow(new IllegalStateException("no adapter"));
    start();
    appender.doAppend(event);
    appender.doAppend(event);
    appender.doAppend(event);

    verify(message, times(3)).trySend();
    assertThat(statuses())
        .filteredOn(text -> text.contains("cannot read the MDC"))
        .singleElement()
        .asString()
        .startsWith("SYSLOG: cannot read the MDC (java.lang.IllegalStateException: no adapter);");
  }

  private static StructuredDataElement.ParameterElement parameter(String name, String value) {
    StructuredDataElement.ParameterElement parameter = new StructuredDataElement.ParameterElement();
    parameter.setName(name);
    parameter.setValue(value);
    return parameter;
  }

  @Test
  void aParameterIsWhatItsPatternMakesOfTheEventWithoutTheStackTrace() {
    StructuredDataElement element = new StructuredDataElement();
    element.setId("app@32473");
    element.addParameter(parameter("what", "%msg now"));
    element.addParameter(parameter("empty", ""));
    appender.addStructuredData(element);
    start();
    LoggingEvent event = event("sold");
    event.setThrowableProxy(new ThrowableProxy(ThrownInShop.make()));
    appender.doAppend(event);

    InOrder order = inOrder(message);
    order.verify(message).element("app@32473");
    order.verify(message).param(eq("what"), argThat("sold now"::contentEquals));
    order.verify(message).param(eq("empty"), argThat(""::contentEquals));
  }

  @Test
  void aFailureLeavesItStoppedAndIsReported() {
    senders.failAtTheStart();
    appender.start();

    assertThat(appender.isStarted()).isFalse();
    assertThat(statuses()).contains("SYSLOG: cannot start: no thread");
    verify(sender()).beginStop();
  }

  @Test
  void aPatternForStackTracesWithoutEffectIsReportedAtTheStart() {
    appender.setStackTracePattern("%ex");
    appender.setLayout(layout("%msg"));
    start();

    assertThat(statuses())
        .anyMatch(text -> text.startsWith("SYSLOG: stackTracePattern has no effect: the layout"));
  }

  @Test
  void aLayoutThatRepeatsStackTracesIsReportedAtTheStart() {
    appender.setStackTrace("lines");
    appender.setLayout(layout("%msg%n%ex"));
    start();

    assertThat(statuses())
        .anyMatch(text -> text.startsWith("SYSLOG: stack traces are sent twice: by stackTrace"));
  }
}
