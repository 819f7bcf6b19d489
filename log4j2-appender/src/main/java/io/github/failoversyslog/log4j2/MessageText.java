package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.EventText;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.StringLayout;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.apache.logging.log4j.util.StringBuilderFormattable;
import org.jspecify.annotations.Nullable;

/** Makes MSG of an event: what the layout says or, without one, the message and the stack trace. */
final class MessageText {
  private final @Nullable Layout<?> layout;
  private final boolean withStackTrace;

  /**
   * @param withStackTrace whether it is to be in the text, if there is no layout
   */
  MessageText(@Nullable Layout<?> layout, boolean withStackTrace) {
    this.layout = layout;
    this.withStackTrace = withStackTrace;
  }

  /**
   * @param scratch empty; for the text, if it has to be put together
   */
  CharSequence of(LogEvent event, StringBuilder scratch) {
    if (layout == null) {
      appendMessage(event.getMessage(), scratch);
      Throwable thrown = event.getThrown();
      return thrown == null || !withStackTrace
          ? scratch
          : scratch.append('\n').append(EventText.stackTrace(thrown));
    }
    if (layout instanceof PatternLayout pattern) {
      pattern.serialize(event, scratch);
    } else if (layout instanceof StringLayout text) {
      scratch.append(text.toSerializable(event));
    } else {
      scratch.append(new String(layout.toByteArray(event), StandardCharsets.UTF_8));
    }
    return EventText.withoutLineEnd(scratch);
  }

  private static void appendMessage(@Nullable Message message, StringBuilder text) {
    if (message instanceof StructuredDataMessage structured) {
      text.append(Objects.toString(structured.getFormat(), "")); // the rest is structured data
    } else if (message instanceof StringBuilderFormattable formattable) {
      formattable.formatTo(text);
    } else if (message != null) {
      text.append(message.getFormattedMessage());
    }
  }
}
