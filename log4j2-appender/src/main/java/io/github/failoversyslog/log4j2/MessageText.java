package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.EventText;
import io.github.failoversyslog.LayoutCheck;
import io.github.failoversyslog.config.StackTrace;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.StringLayout;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.StructuredDataCollectionMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.apache.logging.log4j.util.StringBuilderFormattable;
import org.jspecify.annotations.Nullable;

/** Makes MSG of an event: what the layout says or, without one, the message and the stack trace. */
final class MessageText {
  private final @Nullable Layout<?> layout;
  private final @Nullable ThrowableText stackTrace; // null: it does not belong in the text
  private final @Nullable LayoutCheck check; // null: the layout may put it there

  /**
   * @param warn is run once if the layout sends the stack trace twice, or where none is wanted
   */
  MessageText(
      StackTrace where, @Nullable Layout<?> layout, ThrowableText stackTrace, Runnable warn) {
    this.layout = layout;
    this.stackTrace = where == StackTrace.MESSAGE ? stackTrace : null;
    this.check = where == StackTrace.MESSAGE ? null : new LayoutCheck(warn);
  }

  /**
   * Shows Log4j's own patterns an event, to warn before there is a real one. Other layouts may do
   * more with an event than to format it.
   */
  void probe() {
    if (check != null && layout instanceof PatternLayout pattern && ProbeEvent.suits(pattern)) {
      try {
        of(ProbeEvent.withStackTrace(), new StringBuilder());
      } catch (RuntimeException | LinkageError e) {
        // of a converter; it may work for others
      }
    }
  }

  /**
   * @param scratch empty; for the text, if it has to be put together
   */
  CharSequence of(LogEvent event, StringBuilder scratch) {
    Throwable thrown = event.getThrown();
    if (layout == null) {
      appendMessage(event.getMessage(), scratch);
      String trace = thrown == null || stackTrace == null ? "" : stackTrace.of(event, thrown);
      return trace.isEmpty() ? scratch : scratch.append('\n').append(trace);
    }
    if (layout instanceof PatternLayout pattern) {
      pattern.serialize(event, scratch);
    } else if (layout instanceof StringLayout text) {
      scratch.append(text.toSerializable(event));
    } else {
      scratch.append(new String(layout.toByteArray(event), StandardCharsets.UTF_8));
    }
    if (check != null && thrown != null) {
      check.look(scratch, thrown);
    }
    return EventText.withoutLineEnd(scratch);
  }

  private static void appendMessage(@Nullable Message message, StringBuilder text) {
    try {
      if (message instanceof StructuredDataMessage structured) {
        text.append(Objects.toString(structured.getFormat(), "")); // the rest is structured data
      } else if (message instanceof StructuredDataCollectionMessage collection) {
        text.append(collection.getFormat());
      } else if (message instanceof StringBuilderFormattable formattable) {
        formattable.formatTo(text);
      } else if (message != null) {
        text.append(message.getFormattedMessage());
      }
    } catch (RuntimeException | StackOverflowError e) { // of an object whose text it is, say
      text.append(EventText.failed(message, e));
    }
  }
}
