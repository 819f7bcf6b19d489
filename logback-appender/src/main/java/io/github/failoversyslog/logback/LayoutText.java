package io.github.failoversyslog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Appends what a layout or an encoder makes of an event. */
final class LayoutText {
  private LayoutText() {}

  static BiConsumer<ILoggingEvent, StringBuilder> of(Layout<ILoggingEvent> layout) {
    return (event, text) -> text.append(layout.doLayout(event));
  }

  /** What the encoder makes is taken for UTF-8; one that has a layout need not make bytes of it. */
  static BiConsumer<ILoggingEvent, StringBuilder> of(Encoder<ILoggingEvent> encoder) {
    Layout<ILoggingEvent> layout = layoutOf(encoder);
    return layout != null
        ? of(layout)
        : (event, text) -> text.append(new String(encoder.encode(event), StandardCharsets.UTF_8));
  }

  /** Whether it makes texts: one that could not start, or whose layout could not, makes none. */
  static boolean works(Encoder<ILoggingEvent> encoder) {
    Layout<ILoggingEvent> layout = layoutOf(encoder);
    return encoder instanceof LayoutWrappingEncoder
        ? encoder.isStarted() && layout != null && layout.isStarted()
        : encoder.isStarted();
  }

  static @Nullable Layout<ILoggingEvent> layoutOf(@Nullable Encoder<ILoggingEvent> encoder) {
    return encoder instanceof LayoutWrappingEncoder<ILoggingEvent> wrapping
        ? wrapping.getLayout()
        : null;
  }
}
