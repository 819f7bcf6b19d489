package io.github.failoversyslog.it.application;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * An event with all properties that a framework would otherwise fill in.
 *
 * @param context values may be null
 * @param pairs SLF4J's key-value pairs; values may be null
 * @param markers Log4j2 supports at most one
 * @param map Log4j2 only: the data of a message that has more than its text; null for a simple
 *     message
 */
public record LoggedEvent(
    Level level,
    Instant time,
    String logger,
    String thread,
    Map<String, @Nullable String> context,
    Map<String, @Nullable Object> pairs,
    List<EventMarker> markers,
    @Nullable MapData map,
    String message,
    @Nullable Throwable thrown) {

  /**
   * A marker.
   *
   * @param references the markers it refers to; in Log4j2 its parents
   */
  public record EventMarker(String name, List<EventMarker> references) {}

  /**
   * The data of a StructuredDataMessage, whose text is the event's message, or of a MapMessage,
   * whose text is generated from the data.
   *
   * @param id SD-ID; null for a MapMessage
   * @param type empty for a MapMessage
   * @param entries values may be null
   */
  public record MapData(@Nullable String id, String type, Map<String, @Nullable String> entries) {}
}
