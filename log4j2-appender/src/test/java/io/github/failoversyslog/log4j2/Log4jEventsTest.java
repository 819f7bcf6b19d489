package io.github.failoversyslog.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.ContextSource;
import io.github.failoversyslog.MessageWriter;
import java.util.Arrays;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.message.StructuredDataCollectionMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;

class Log4jEventsTest {
  private final Log4jEvents events = new Log4jEvents();
  private final MessageWriter message = mock(MessageWriter.class);
  private final LogEvent event = mock(LogEvent.class);

  private static LogEvent of(Message message) {
    return Log4jLogEvent.newBuilder().setMessage(message).build();
  }

  private static CharSequence text(String expected) {
    return argThat(text -> text != null && expected.contentEquals(text));
  }

  @Test
  void theTimeIsThatInMillisecondsIfThereIsNoOther() {
    when(event.getTimeMillis()).thenReturn(1_234L);
    assertThat(events.epochSecond(event)).isEqualTo(1);
    assertThat(events.nanoOfSecond(event)).isEqualTo(234_000_000);

    LogEvent usual = Log4jLogEvent.newBuilder().setTimeMillis(5_678).build();
    assertThat(events.epochSecond(usual)).isEqualTo(5);
    assertThat(events.nanoOfSecond(usual)).isEqualTo(678_000_000);
  }

  @Test
  void theMessageIdIsTheTypeOfAStructuredMessageOrElseTheMarkerIfThatIsWanted() {
    assertThat(events.messageId(of(new StructuredDataMessage("a@1", "jo", "login")), false))
        .isEqualTo("login");
    when(event.getMarker()).thenReturn(new MarkerManager.Log4jMarker("AUDIT"));
    assertThat(events.messageId(event, true)).isEqualTo("AUDIT");
    assertThat(events.messageId(event, false)).isNull();
    assertThat(events.messageId(of(new SimpleMessage("x")), true)).isNull();
  }

  @Test
  @SuppressWarnings("unchecked")
  void theContextDataIsWrittenBeforeLoggerAndThread() {
    SortedArrayStringMap context = new SortedArrayStringMap();
    context.putValue("user", "jo");
    context.putValue("attempt", 2);
    when(event.getContextData()).thenReturn(context);
    when(event.getLoggerName()).thenReturn("shop.Shop");
    when(event.getThreadName()).thenReturn("main");

    events.writeContext(event, message);

    ArgumentCaptor<ContextSource<ReadOnlyStringMap>> source =
        ArgumentCaptor.forClass(ContextSource.class);
    InOrder order = inOrder(message);
    order.verify(message).context(eq((ReadOnlyStringMap) context), source.capture());
    order.verify(message).origin("shop.Shop", "main");
    assertThat(source.getValue().size(context)).isEqualTo(2);
    assertThat(source.getValue().value(context, "user")).isEqualTo("jo");
    source.getValue().writeTo(message, context);
    order.verify(message).context("attempt", (Object) 2);
    order.verify(message).context("user", (Object) "jo");
  }

  @Test
  void anEventWithoutContextDataHasLoggerAndThreadAllTheSame() {
    events.writeContext(event, message);

    verify(message).origin(null, null);
    verifyNoMoreInteractions(message);
  }

  @Test
  void markersAreWrittenWithTheirParents() {
    events.writeMarkers(event, message);
    verifyNoInteractions(message);

    Marker marker =
        new MarkerManager.Log4jMarker("LOGIN").setParents(new MarkerManager.Log4jMarker("AUDIT"));
    when(event.getMarker()).thenReturn(marker);
    events.writeMarkers(event, message);

    InOrder order = inOrder(message);
    order.verify(message).marker("LOGIN");
    order.verify(message).marker("AUDIT");
  }

  @Test
  void aMapIsAnElement() {
    events.writeElements(of(new StringMapMessage().with("user", "jo")), message);

    InOrder order = inOrder(message);
    order.verify(message).element("map");
    order.verify(message).param(eq("user"), text("jo"));
  }

  @Test
  void aStructuredMessageIsAnElementWithItsId() {
    StructuredDataMessage data = new StructuredDataMessage("audit@32473", "in", "login");
    data.put("user", "jo");
    events.writeElements(of(data), message);
    events.writeElements(of(mock(StructuredDataMessage.class)), message);

    InOrder order = inOrder(message);
    order.verify(message).element("audit@32473");
    order.verify(message).param(eq("user"), text("jo"));
    order.verify(message).element("Audit"); // as in Log4j's own layout
  }

  @Test
  void eachOfACollectionIsAnElement() {
    events.writeElements(
        of(
            new StructuredDataCollectionMessage(
                Arrays.asList(
                    new StructuredDataMessage("a@1", "x", "t"),
                    null,
                    new StructuredDataMessage("b@1", "x", "t")))),
        message);

    InOrder order = inOrder(message);
    order.verify(message).element("a@1");
    order.verify(message).element("b@1");
  }

  @Test
  void anotherMessageIsNoElement() {
    events.writeElements(of(new SimpleMessage("x")), message);

    verify(message, never()).element(any());
  }
}
