package io.github.failoversyslog.appender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.SyslogSender;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

@SuppressWarnings("unchecked") // mocks of generic types
class EventMessagesTest {
  private static final String EVENT = "an event";

  private final Map<String, String> settings = new HashMap<>(Map.of("host", "log1"));
  private final EventAdapter<String> adapter = mock(EventAdapter.class);
  private final ElementWriter<String> element = mock(ElementWriter.class);
  private final Runnable whenRepeated = mock(Runnable.class);
  private final Runnable whenUnused = mock(Runnable.class);
  private final SyslogSender sender = mock(SyslogSender.class);
  private final Diversion<String> diversion = mock(Diversion.class);
  private final MessageWriter message = mock(MessageWriter.class);

  @BeforeEach
  void anEventWithAThrowable() {
    when(adapter.severity(EVENT)).thenReturn(Severity.WARNING);
    when(adapter.epochSecond(EVENT)).thenReturn(7L);
    when(adapter.nanoOfSecond(EVENT)).thenReturn(8);
    when(adapter.message(any(), any())).thenReturn("text");
    when(adapter.hasThrowable(EVENT)).thenReturn(true);
    when(adapter.stackTrace(EVENT)).thenReturn("Error: full\n\tat Shop.sell(Shop.java:7)");
    when(adapter.firstFrame(EVENT))
        .thenReturn(new StackTraceElement("Shop", "sell", "Shop.java", 7));
    when(sender.message(any(), anyLong(), anyInt(), any())).thenReturn(message);
    when(message.scratch()).thenReturn(new StringBuilder());
  }

  private EventMessages<String> messages(
      BiConsumer<String, StringBuilder> layout, Function<String, String> stackTracePattern) {
    return new EventMessages<>(
        SenderConfig.of(settings).message(),
        adapter,
        layout,
        stackTracePattern,
        List.of(element),
        whenRepeated);
  }

  private String text(
      BiConsumer<String, StringBuilder> layout, Function<String, String> stackTracePattern) {
    return messages(layout, stackTracePattern).text(EVENT, new StringBuilder()).toString();
  }

  @Test
  void structuredDataPrecedesTheTextAndTheEventsOwnPrecedesTheSettings() {
    settings.put("includeMarker", "true");
    settings.put("stackTrace", "structuredData");
    when(adapter.messageId(EVENT, false)).thenReturn("login");

    assertThat(messages(null, null).send(EVENT, sender, diversion)).isTrue();

    InOrder order = inOrder(sender, adapter, element, message);
    order.verify(sender).message(Severity.WARNING, 7, 8, "login");
    order.verify(adapter).writeContext(EVENT, message);
    order.verify(adapter).writeMarkers(EVENT, message);
    order.verify(message).stackTrace("Error: full\n\tat Shop.sell(Shop.java:7)");
    order.verify(adapter).writeElements(EVENT, message);
    order.verify(element).write(EVENT, message);
    order.verify(message).text("text");
    order.verify(message).trySend();
    order.verify(message).close();
  }

  @Test
  void theTimeOfAnEventBefore1970IsRoundedDown() {
    when(adapter.epochSecond(EVENT)).thenReturn(-7L);
    when(adapter.nanoOfSecond(EVENT)).thenReturn(-1_000_000);

    messages(null, null).send(EVENT, sender, diversion);

    verify(sender).message(Severity.WARNING, -8, 999_000_000, null);
  }

  @Test
  void theTimeOfAnEventAtAFullSecondIsThatSecond() {
    when(adapter.nanoOfSecond(EVENT)).thenReturn(0);

    messages(null, null).send(EVENT, sender, diversion);

    verify(sender).message(Severity.WARNING, 7, 0, null);
  }

  @Test
  void markersAreReadOnlyIfConfigured() {
    messages(null, null).send(EVENT, sender, diversion);

    verify(adapter).messageId(EVENT, false);
    verify(adapter, never()).writeMarkers(any(), any());
  }

  @Test
  void theNameOfAMarkerIsTheMessageIdIfConfigured() {
    settings.put("markerAsMessageId", "true");
    when(adapter.messageId(EVENT, true)).thenReturn("AUDIT");

    messages(null, null).send(EVENT, sender, diversion);

    verify(sender).message(Severity.WARNING, 7, 8, "AUDIT");
  }

  @Test
  void everyLineOfAStackTraceIsAMessageWithTheStructuredDataOfItsEvent() {
    settings.put("stackTrace", "lines");

    assertThat(messages(null, null).send(EVENT, sender, diversion)).isTrue();

    InOrder order = inOrder(message);
    order.verify(message).text("text");
    order.verify(message).text("\tError: full");
    order.verify(message).text("\tat Shop.sell(Shop.java:7)");
    verify(adapter, times(3)).writeContext(EVENT, message);
    verify(message, times(3)).close();
  }

  @Test
  void anEventIsAcceptedOnlyIfAllOfItsMessagesAre() {
    settings.put("stackTrace", "lines");
    when(message.trySend()).thenReturn(null, DiscardReason.BUFFER_FULL, null);

    assertThat(messages(null, null).send(EVENT, sender, diversion)).isFalse();

    verify(message, times(3)).trySend();
    verify(sender).discard(DiscardReason.BUFFER_FULL);
  }

  @Test
  void aRefusedEventIsGivenToTheOtherAppenderInstead() {
    when(message.trySend()).thenReturn(DiscardReason.BLOCK_TIMEOUT);
    when(diversion.takes(EVENT, sender)).thenReturn(true);

    assertThat(messages(null, null).send(EVENT, sender, diversion)).isTrue();

    InOrder order = inOrder(message, diversion);
    order.verify(message).close(); // first: the other appender may log
    order.verify(diversion).takes(EVENT, sender);
    verify(sender, never()).discard(any());
  }

  @Test
  void anEventThatTheOtherAppenderDoesNotTakeIsDiscardedForTheSameReason() {
    when(message.trySend()).thenReturn(DiscardReason.BLOCK_TIMEOUT);

    assertThat(messages(null, null).send(EVENT, sender, diversion)).isFalse();

    verify(diversion).takes(EVENT, sender);
    verify(sender).discard(DiscardReason.BLOCK_TIMEOUT);
  }

  @Test
  void anEventOfManyMessagesIsGivenToTheOtherAppenderOnceAndWhole() {
    settings.put("stackTrace", "lines");
    when(message.trySend()).thenReturn(null, DiscardReason.BUFFER_FULL);
    when(diversion.takes(EVENT, sender)).thenReturn(true);

    assertThat(messages(null, null).send(EVENT, sender, diversion)).isTrue();

    verify(message, times(2)).trySend(); // there is a third line
    verify(diversion).takes(EVENT, sender);
    verify(sender, never()).discard(any());
  }

  @Test
  void anEventThatWasDiscardedInPartIsNotAcceptedAlthoughTheRestIs() {
    settings.put("stackTrace", "lines");
    when(message.trySend()).thenReturn(DiscardReason.BUFFER_FULL, null, null);

    assertThat(messages(null, null).send(EVENT, sender, diversion)).isFalse();

    when(message.trySend()).thenReturn(null, DiscardReason.BUFFER_FULL, DiscardReason.BUFFER_FULL);
    when(diversion.takes(EVENT, sender)).thenReturn(false, true);

    assertThat(messages(null, null).send(EVENT, sender, diversion)).isFalse();

    verify(sender, times(2)).discard(DiscardReason.BUFFER_FULL);
  }

  @Test
  void anEventThatComesBackFromTheOtherAppenderIsLeftAlone() {
    when(diversion.comesBack(EVENT)).thenReturn(true);

    assertThat(messages(null, null).send(EVENT, sender, diversion)).isFalse();

    verifyNoInteractions(sender);
  }

  @Test
  void anEventThatFailsToFormatIsCounted() {
    when(adapter.messageId(any(), anyBoolean())).thenThrow(new IllegalStateException("no id"));

    assertThatThrownBy(() -> messages(null, null).send(EVENT, sender, diversion))
        .hasMessage("no id");

    verify(sender).discard();
    verifyNoMoreInteractions(sender);
  }

  @Test
  void aMessageThatFailsWhileFormattingIsClosedAndNotSent() {
    when(adapter.message(any(), any())).thenThrow(new IllegalStateException("no text"));

    assertThatThrownBy(() -> messages(null, null).send(EVENT, sender, diversion))
        .hasMessage("no text");

    verify(message, never()).trySend();
    verify(message).close();
  }

  @Test
  void theTextIsTheMessageAndTheStackTrace() {
    assertThat(text(null, null)).isEqualTo("text\nError: full\n\tat Shop.sell(Shop.java:7)");
    assertThat(text(null, event -> "full\n\n")).isEqualTo("text\nfull");
    assertThat(text(null, event -> "\n")).isEqualTo("text");
  }

  @Test
  void aMessageInTheScratchBufferIsNotCopied() {
    StringBuilder scratch = new StringBuilder();
    when(adapter.message(EVENT, scratch)).thenAnswer(call -> scratch.append("text"));

    assertThat(messages(null, event -> "full").text(EVENT, scratch)).isSameAs(scratch);
    assertThat(scratch).hasToString("text\nfull");
  }

  @Test
  void aStackTraceThatThePatternCannotFormatIsFormattedAsByTheJdk() {
    Function<String, String> failing =
        event -> {
          throw new LinkageError("no converter");
        };

    assertThat(text(null, failing)).endsWith("\nError: full\n\tat Shop.sell(Shop.java:7)");
  }

  @Test
  void theTextIsTheOutputOfTheLayoutWithoutItsLineEnd() {
    assertThat(text((event, text) -> text.append("formatted\r\n"), null)).isEqualTo("formatted");
    assertThat(text((event, text) -> text.append("\n"), null)).isEmpty();
    verify(adapter, never()).message(any(), any());
  }

  @Test
  void aLayoutThatRepeatsTheStackTraceIsReportedOnce() {
    settings.put("stackTrace", "none");
    EventMessages<String> messages =
        messages((event, text) -> text.append("text\n\tat Shop.sell(Shop.java:7)"), null);

    messages.text(EVENT, new StringBuilder());
    messages.text(EVENT, new StringBuilder());

    verify(whenRepeated).run();
  }

  @Test
  void aLayoutMayContainTheStackTraceIfItBelongsInTheText() {
    text((event, text) -> text.append("text\n\tat Shop.sell(Shop.java:7)"), null);

    verify(whenRepeated, never()).run();
  }

  @Test
  void aLayoutThatRepeatsTheStackTraceIsReportedBeforeThereIsAnEvent() {
    settings.put("stackTrace", "none");
    BiConsumer<String, StringBuilder> repeating =
        (event, text) -> text.append("text\n\tat Shop.sell(Shop.java:7)");

    messages(repeating, null).checkLayout(null, whenUnused);
    verify(whenRepeated, never()).run();
    messages(repeating, null).checkLayout(() -> EVENT, whenUnused);
    verify(whenRepeated).run();
    verify(whenUnused, never()).run();
  }

  @Test
  void aLayoutThatFailsToFormatTheFirstEventIsNoFault() {
    settings.put("stackTrace", "none");
    BiConsumer<String, StringBuilder> failing =
        (event, text) -> {
          throw new LinkageError("no converter");
        };

    messages(failing, null).checkLayout(() -> EVENT, whenUnused);

    verify(whenRepeated, never()).run();
  }

  @Test
  void aPatternForStackTracesHasNoEffectIfALayoutFormatsThem() {
    BiConsumer<String, StringBuilder> layout = (event, text) -> text.append("text");
    messages(layout, null).checkLayout(() -> EVENT, whenUnused);
    settings.put("stackTracePattern", "%ex");
    messages(null, null).checkLayout(() -> EVENT, whenUnused);
    verify(whenUnused, never()).run();

    messages(layout, null).checkLayout(() -> EVENT, whenUnused);

    verify(whenUnused).run();
  }

  @Test
  void aPatternForStackTracesHasAnEffectBesideALayoutIfTheyGoElsewhere() {
    settings.putAll(Map.of("stackTracePattern", "%ex", "stackTrace", "lines"));

    messages((event, text) -> text.append("text"), null).checkLayout(() -> EVENT, whenUnused);

    verify(whenUnused, never()).run();
  }
}
