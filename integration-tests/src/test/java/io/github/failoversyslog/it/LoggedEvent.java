package io.github.failoversyslog.it;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * An event with all that a framework would otherwise fill in itself.
 *
 * @param context its values may be null
 */
public record LoggedEvent(
    Level level,
    Instant time,
    String logger,
    String thread,
    Map<String, @Nullable String> context,
    String message,
    @Nullable Throwable thrown) {}
