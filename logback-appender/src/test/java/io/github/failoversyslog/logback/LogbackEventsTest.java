package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.github.failoversyslog.MessageWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.BasicMarkerFactory;

@SuppressWarnings({"unchecked", "deprecation"}) // mocks of generic types; markers with references
class LogbackEventsTest {
  private final Consumer<RuntimeException> mdcUnreadable = mock(Consumer.class);
  private final LogbackEvents events = new LogbackEvents(mdcUnreadable);
  private final MessageWriter message = mock(MessageWriter.class);
  private final ILoggingEvent event = mock(ILoggingEvent.class);
  private final BasicMarkerFactory markers = new BasicMarkerFactory();

  @Test
  void theTimeIsThatInMillisecondsIfThereIsNoOther() {
    when(event.getInstant()).thenReturn(null);
    when(event.getTimeStamp()).thenReturn(1_234L);
    assertThat(events.epochSecond(event)).isEqualTo(1);
    assertThat(events.nanoOfSecond(event)).isEqualTo(234_000_000);

    when(event.getInstant()).thenReturn(Instant.ofEpochSecond(5, 678));
    assertThat(events.epochSecond(event)).isEqualTo(5);
    assertThat(events.nanoOfSecond(event)).isEqualTo(678);
  }

  @Test
  void theMessageIdIsTheFirstMarkerIfThatIsWanted() {
    when(event.getMarkerList()).thenReturn(null);
    assertThat(events.messageId(event, true)).isNull();
    when(event.getMarkerList()).thenReturn(List.of());
    assertThat(events.messageId(event, true)).isNull();
    when(event.getMarkerList())
        .thenReturn(List.of(markers.getMarker("LOGIN"), markers.getMarker("AUDIT")));
    assertThat(events.messageId(event, true)).isEqualTo("LOGIN");
    assertThat(events.messageId(event, false)).isNull();
  }

  @Test
  void hasAThrowableOnlyIfThereIsOne() {
    assertThat(events.hasThrowable(event)).isFalse();
    when(event.getThrowableProxy()).thenReturn(mock(IThrowableProxy.class));
    assertThat(events.hasThrowable(event)).isTrue();
  }

  private void context(Map<String, String> expected) {
    events.writeContext(event, message);
    InOrder order = inOrder(message);
    order.verify(message).context(expected);
    order.verify(message).origin("shop.Shop", "main");
  }

  @Test
  void theContextIsTheMdcAndThePairsWhichWin() {
    when(event.getLoggerName()).thenReturn("shop.Shop");
    when(event.getThreadName()).thenReturn("main");
    when(event.getMDCPropertyMap()).thenReturn(Map.of("user", "jo", "zone", "a"));
    when(event.getKeyValuePairs())
        .thenReturn(Arrays.asList(new KeyValuePair("user", "al"), null, new KeyValuePair("n", 2)));
    context(Map.of("user", "al", "zone", "a", "n", "2"));
  }

  @Test
  void withoutPairsTheContextIsTheMdc() {
    when(event.getLoggerName()).thenReturn("shop.Shop");
    when(event.getThreadName()).thenReturn("main");
    when(event.getMDCPropertyMap()).thenReturn(Map.of("user", "jo"));
    when(event.getKeyValuePairs()).thenReturn(null);
    context(Map.of("user", "jo"));
  }

  @Test
  void withoutMdcTheContextIsEmpty() {
    when(event.getLoggerName()).thenReturn("shop.Shop");
    when(event.getThreadName()).thenReturn("main");
    when(event.getMDCPropertyMap()).thenReturn(null);
    context(Map.of());
  }

  @Test
  void anMdcThatCannotBeReadIsReported() {
    IllegalStateException failure = new IllegalStateException("no adapter");
    when(event.getMDCPropertyMap()).thenThrow(failure);
    events.writeContext(event, message);
    verify(message).context(Map.of());
    verify(mdcUnreadable).accept(failure);
  }

  @Test
  void markersAreWrittenWithThoseTheyReferTo() {
    when(event.getMarkerList()).thenReturn(null);
    events.writeMarkers(event, message);
    verifyNoInteractions(message);

    Marker login = markers.getMarker("LOGIN");
    login.add(markers.getMarker("AUDIT"));
    when(event.getMarkerList()).thenReturn(Arrays.asList(login, null, markers.getMarker("SHOP")));
    events.writeMarkers(event, message);

    InOrder order = inOrder(message);
    order.verify(message).marker("LOGIN");
    order.verify(message).marker("AUDIT");
    order.verify(message).marker("SHOP");
    order.verifyNoMoreInteractions();
  }
}
