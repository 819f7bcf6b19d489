package io.github.failoversyslog.it.application;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * An event with all that a framework would otherwise fill in itself.
 *
 * @param context its values may be null
 * @param pairs SLF4J's key-value pairs; their values may be null
 * @param markers Log4j2 has one at most
 * @param map Log4j2 alone: what a message is that is more than its text; null for a simple one
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
   * @param references those it refers to; in Log4j2 its parents
   */
  public record EventMarker(String name, List<EventMarker> references) {}

  /**
   * The data of a StructuredDataMessage, whose text is the event's message, or of a MapMessage,
   * which makes its text itself.
   *
   * @param id SD-ID; null: it is a MapMessage
   * @param type nothing for a MapMessage
   * @param entries their values may be null
   */
  public record MapData(@Nullable String id, String type, Map<String, @Nullable String> entries) {}
}
