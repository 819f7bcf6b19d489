package io.github.failoversyslog.log4j2;

import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.StringLayout;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.jspecify.annotations.Nullable;

/** Appends what a layout makes of an event; of bytes, which are taken for UTF-8, as well. */
final class LayoutText {
  private LayoutText() {}

  /** Null without a layout. */
  static @Nullable BiConsumer<LogEvent, StringBuilder> of(@Nullable Layout<?> layout) {
    if (layout == null) {
      return null;
    }
    if (layout instanceof PatternLayout pattern) {
      return pattern::serialize;
    }
    if (layout instanceof StringLayout strings) {
      return (event, text) -> text.append(strings.toSerializable(event));
    }
    return (event, text) ->
        text.append(new String(layout.toByteArray(event), StandardCharsets.UTF_8));
  }
}
