package io.github.failoversyslog.appender;

import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.SyslogSender;
import io.github.failoversyslog.config.Include;
import io.github.failoversyslog.config.MessageSettings;
import io.github.failoversyslog.config.StackTrace;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Severity;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a message of an event, and one more for each line of its stack trace if that is wanted. Any
 * thread.
 *
 * @param <E> the framework's event
 */
public final class EventMessages<E> {
  /** What has become of a message. */
  private enum Fate {
    SENT,
    DIVERTED,
    DISCARDED
  }

  private static final int NANOS_PER_SECOND = 1_000_000_000;

  private final StackTrace stackTracePlace; // all settings are read once, as every event asks
  private final boolean withMarkers;
  private final boolean markerAsMessageId;
  private final boolean patternUnused;
  private final EventAdapter<E> adapter;
  private final StackTraceText<E> stackTrace;
  private final MessageText<E> text;
  private final List<ElementWriter<E>> elements;

  /**
   * @param layout appends the text to what is empty; null: the text is the message and the stack
   *     trace
   * @param stackTracePattern makes the text of a stack trace, of events that have one; null: it is
   *     as the JDK prints it
   * @param elements that every message has
   * @param whenRepeated is run once if the layout's text has the stack trace although the settings
   *     want it elsewhere, or nowhere
   */
  @SuppressWarnings("exports") // the settings are for the appenders alone
  public EventMessages(
      MessageSettings settings,
      EventAdapter<E> adapter,
      @Nullable BiConsumer<E, StringBuilder> layout,
      @Nullable Function<E, ? extends CharSequence> stackTracePattern,
      List<ElementWriter<E>> elements,
      Runnable whenRepeated) {
    this.stackTracePlace = settings.text().stackTrace();
    this.withMarkers = settings.data().includes(Include.MARKER);
    this.markerAsMessageId = settings.header().markerAsMessageId();
    this.patternUnused = layout != null && settings.text().stackTracePattern().isPresent();
    this.adapter = adapter;
    this.stackTrace = new StackTraceText<>(adapter, stackTracePattern);
    this.text =
        stackTracePlace == StackTrace.MESSAGE
            ? new MessageText<>(adapter, layout, stackTrace, null)
            : new MessageText<>(
                adapter, layout, null, new LayoutCheck<>(adapter::firstFrame, whenRepeated));
    this.elements = List.copyOf(elements);
  }

  /**
   * Hands an event over to the sender, or else to another appender.
   *
   * @param diversion gets the whole event if the buffer refuses one of its messages; those that
   *     follow are then left out
   * @return whether the sender or the other appender has taken all of it; what neither has taken is
   *     counted as discarded. False for an event that comes back from the other appender
   */
  public boolean send(E event, SyslogSender sender, Diversion<E> diversion) {
    if (diversion.comesBack(event)) {
      return false;
    }
    Fate fate = send(event, null, sender, diversion);
    if (fate == Fate.DIVERTED || stackTracePlace != StackTrace.LINES) {
      return fate != Fate.DISCARDED;
    }
    boolean linesTaken = !adapter.hasThrowable(event) || sendStackTrace(event, sender, diversion);
    return linesTaken && fate != Fate.DISCARDED;
  }

  private boolean sendStackTrace(E event, SyslogSender sender, Diversion<E> diversion) {
    boolean taken = true;
    for (String line : EventText.lines(stackTrace.of(event))) {
      Fate fate = send(event, line, sender, diversion);
      if (fate == Fate.DIVERTED) {
        return taken; // the other appender has all lines
      }
      taken &= fate == Fate.SENT;
    }
    return taken;
  }

  /**
   * @param line the text, if it is not that of the event
   */
  private Fate send(E event, @Nullable String line, SyslogSender sender, Diversion<E> diversion) {
    DiscardReason refusal = offer(event, line, sender);
    if (refusal == null) {
      return Fate.SENT;
    }
    if (diversion.takes(event, sender)) {
      return Fate.DIVERTED;
    }
    sender.discard(refusal);
    return Fate.DISCARDED;
  }

  private @Nullable DiscardReason offer(E event, @Nullable String line, SyslogSender sender) {
    try (MessageWriter message = begin(event, sender)) {
      writeData(event, message);
      message.text(line == null ? text(event, message.scratch()) : line);
      return message.trySend();
    }
  }

  /** What is thrown from here on is counted by the writer. */
  private MessageWriter begin(E event, SyslogSender sender) {
    Severity severity;
    long second;
    int nano;
    String messageId;
    try {
      severity = adapter.severity(event);
      second = adapter.epochSecond(event);
      nano = adapter.nanoOfSecond(event);
      if (nano < 0) { // before 1970, rounded towards it
        second--;
        nano += NANOS_PER_SECOND;
      }
      messageId = adapter.messageId(event, markerAsMessageId);
    } catch (RuntimeException | Error e) {
      sender.discard();
      throw e;
    }
    return sender.message(severity, second, nano, messageId);
  }

  private void writeData(E event, MessageWriter message) {
    adapter.writeContext(event, message);
    if (withMarkers) {
      adapter.writeMarkers(event, message);
    }
    if (stackTracePlace == StackTrace.STRUCTURED_DATA && adapter.hasThrowable(event)) {
      writeStackTrace(stackTrace.of(event), message);
    }
    adapter.writeElements(event, message);
    for (int i = 0; i < elements.size(); i++) { // no iterator: this runs for every event
      elements.get(i).write(event, message);
    }
  }

  private static void writeStackTrace(String trace, MessageWriter message) {
    if (!trace.isEmpty()) {
      message.stackTrace(trace);
    }
  }

  /**
   * MSG of an event.
   *
   * @param scratch empty; for the text, if it has to be put together
   */
  public CharSequence text(E event, StringBuilder scratch) {
    return text.of(event, scratch);
  }

  /**
   * Looks, before there is an event, whether the layout repeats the stack trace or leaves the
   * setting {@code stackTracePattern} without effect.
   *
   * @param probe makes an event with a throwable, for the layout to format; null if the layout may
   *     do more with an event than to format it
   * @param whenPatternUnused is run if the setting has no effect
   */
  public void checkLayout(@Nullable Supplier<E> probe, Runnable whenPatternUnused) {
    if (stackTracePlace == StackTrace.MESSAGE) {
      if (patternUnused) {
        whenPatternUnused.run();
      }
    } else if (probe != null) {
      try {
        text(probe.get(), new StringBuilder());
      } catch (RuntimeException | LinkageError e) {
        // of a converter; it may work for others
      }
    }
  }
}
