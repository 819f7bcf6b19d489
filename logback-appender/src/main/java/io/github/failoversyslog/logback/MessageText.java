package io.github.failoversyslog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.github.failoversyslog.EventText;
import io.github.failoversyslog.LayoutCheck;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes MSG of an event. */
interface MessageText {

  /**
   * Any thread.
   *
   * @param scratch empty; for the text, if it has to be put together
   */
  CharSequence of(ILoggingEvent event, StringBuilder scratch);

  /**
   * The event's message, and the stack trace behind it.
   *
   * @param stackTrace null: without
   */
  static MessageText ofEvents(@Nullable ThrowableText stackTrace) {
    return (event, scratch) -> {
      String message = messageOf(event);
      IThrowableProxy thrown = event.getThrowableProxy();
      String trace = thrown == null || stackTrace == null ? "" : stackTrace.of(event, thrown);
      return trace.isEmpty() ? message : scratch.append(message).append('\n').append(trace);
    };
  }

  private static String messageOf(ILoggingEvent event) {
    try {
      return String.valueOf(event.getFormattedMessage());
    } catch (RuntimeException | StackOverflowError e) { // the event has more
      return EventText.failed(event, e);
    }
  }

  static MessageText by(Layout<ILoggingEvent> layout, @Nullable LayoutCheck check) {
    return (event, scratch) -> checked(scratch.append(layout.doLayout(event)), event, check);
  }

  /** What the encoder makes is taken for UTF-8; one that has a layout need not make bytes of it. */
  static MessageText by(Encoder<ILoggingEvent> encoder, @Nullable LayoutCheck check) {
    Layout<ILoggingEvent> layout = layoutOf(encoder);
    return layout != null
        ? by(layout, check)
        : (event, scratch) ->
            checked(
                scratch.append(new String(encoder.encode(event), StandardCharsets.UTF_8)),
                event,
                check);
  }

  /** Whether it makes texts: one that could not start, or whose layout could not, makes none. */
  static boolean works(Encoder<ILoggingEvent> encoder) {
    Layout<ILoggingEvent> layout = layoutOf(encoder);
    return encoder instanceof LayoutWrappingEncoder
        ? encoder.isStarted() && layout != null && layout.isStarted()
        : encoder.isStarted();
  }

  /**
   * @param check whether the stack trace is in the text; null: it may be
   */
  private static StringBuilder checked(
      StringBuilder text, ILoggingEvent event, @Nullable LayoutCheck check) {
    IThrowableProxy thrown = event.getThrowableProxy();
    if (check != null && thrown != null) {
      StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
      check.look(
          text, frames == null || frames.length == 0 ? null : frames[0].getStackTraceElement());
    }
    return EventText.withoutLineEnd(text);
  }

  static @Nullable Layout<ILoggingEvent> layoutOf(@Nullable Encoder<ILoggingEvent> encoder) {
    return encoder instanceof LayoutWrappingEncoder<ILoggingEvent> wrapping
        ? wrapping.getLayout()
        : null;
  }
}
