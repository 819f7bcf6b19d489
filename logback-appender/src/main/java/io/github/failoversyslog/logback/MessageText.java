package io.github.failoversyslog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Layout;
import io.github.failoversyslog.EventText;
import org.jspecify.annotations.Nullable;

/** Makes MSG of an event: what the layout says or, without one, the message and the stack trace. */
final class MessageText {
  private final @Nullable Layout<ILoggingEvent> layout;

  MessageText(@Nullable Layout<ILoggingEvent> layout) {
    this.layout = layout;
  }

  /**
   * @param scratch empty; for the text, if it has to be put together
   */
  CharSequence of(ILoggingEvent event, StringBuilder scratch) {
    if (layout != null) {
      return EventText.withoutLineEnd(scratch.append(layout.doLayout(event)));
    }
    String message = String.valueOf(event.getFormattedMessage());
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown == null) {
      return message;
    }
    scratch.append(message);
    if (thrown instanceof ThrowableProxy local && local.getThrowable() != null) {
      return EventText.appendStackTrace(local.getThrowable(), scratch);
    }
    String trace = ThrowableProxyUtil.asString(thrown); // the throwable was in another process
    return EventText.withoutLineEnd(
        scratch.append('\n').append(trace.replace(System.lineSeparator(), "\n")));
  }
}
