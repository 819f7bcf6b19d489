package io.github.failoversyslog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.github.failoversyslog.EventText;
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
   * The event's message.
   *
   * @param withStackTrace whether the stack trace is behind it
   */
  static MessageText ofEvents(boolean withStackTrace) {
    return (event, scratch) -> {
      String message = String.valueOf(event.getFormattedMessage());
      IThrowableProxy thrown = withStackTrace ? event.getThrowableProxy() : null;
      return thrown == null
          ? message
          : scratch.append(message).append('\n').append(ThrowableText.of(thrown));
    };
  }

  static MessageText by(Layout<ILoggingEvent> layout) {
    return (event, scratch) -> EventText.withoutLineEnd(scratch.append(layout.doLayout(event)));
  }

  /** What the encoder makes is taken for UTF-8; one that has a layout need not make bytes of it. */
  static MessageText by(Encoder<ILoggingEvent> encoder) {
    Layout<ILoggingEvent> layout = layoutOf(encoder);
    return layout != null
        ? by(layout)
        : (event, scratch) ->
            EventText.withoutLineEnd(
                scratch.append(new String(encoder.encode(event), StandardCharsets.UTF_8)));
  }

  /** Whether it makes texts: one that could not start, or whose layout could not, makes none. */
  static boolean works(Encoder<ILoggingEvent> encoder) {
    Layout<ILoggingEvent> layout = layoutOf(encoder);
    return encoder instanceof LayoutWrappingEncoder
        ? encoder.isStarted() && layout != null && layout.isStarted()
        : encoder.isStarted();
  }

  private static @Nullable Layout<ILoggingEvent> layoutOf(Encoder<ILoggingEvent> encoder) {
    return encoder instanceof LayoutWrappingEncoder<ILoggingEvent> wrapping
        ? wrapping.getLayout()
        : null;
  }
}
