package io.github.failoversyslog.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.appender.EventAdapter;
import io.github.failoversyslog.appender.EventText;
import io.github.failoversyslog.appender.LevelSeverity;
import io.github.failoversyslog.appender.MarkerNames;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.text.ObjectText;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** Reads Logback's events. */
final class LogbackEvents implements EventAdapter<ILoggingEvent> {
  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final Function<Marker, @Nullable String> MARKER_NAME = Marker::getName;

  @SuppressWarnings("deprecation") // SLF4J advises against references, and applications have them
  private static final Function<Marker, Iterator<Marker>> MARKER_REFERENCES = Marker::iterator;

  private final Consumer<RuntimeException> mdcUnreadable;

  /**
   * @param mdcUnreadable called for every event whose MDC cannot be read, with the exception
   */
  LogbackEvents(Consumer<RuntimeException> mdcUnreadable) {
    this.mdcUnreadable = mdcUnreadable;
  }

  @Override
  public Severity severity(ILoggingEvent event) {
    return severityOf(event.getLevel());
  }

  static Severity severityOf(@Nullable Level level) {
    return LevelSeverity.of(level == null ? null : level.levelStr);
  }

  @Override
  public long epochSecond(ILoggingEvent event) {
    Instant time = event.getInstant();
    return time == null // an event that was not made by a logger
        ? event.getTimeStamp() / 1000
        : time.getEpochSecond();
  }

  @Override
  @SuppressWarnings("JavaInstantGetSecondsGetNano") // the second is there, too: epochSecond
  public int nanoOfSecond(ILoggingEvent event) {
    Instant time = event.getInstant();
    return time == null ? (int) (event.getTimeStamp() % 1000) * NANOS_PER_MILLI : time.getNano();
  }

  @Override
  public @Nullable String messageId(ILoggingEvent event, boolean fromMarker) {
    List<Marker> markers = fromMarker ? event.getMarkerList() : null;
    Marker marker = markers == null || markers.isEmpty() ? null : markers.get(0);
    return marker == null ? null : ObjectText.of(marker, MARKER_NAME);
  }

  @Override
  public CharSequence message(ILoggingEvent event, StringBuilder scratch) {
    try {
      return Objects.requireNonNullElse(FormattedMessages.of(event, scratch), "null");
    } catch (RuntimeException | StackOverflowError e) { // the event has more
      return ObjectText.failed(event, e);
    }
  }

  @Override
  public boolean hasThrowable(ILoggingEvent event) {
    return event.getThrowableProxy() != null;
  }

  @Override
  public String stackTrace(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown instanceof ThrowableProxy local && local.getThrowable() != null) {
      return EventText.stackTrace(local.getThrowable());
    }
    try {
      return EventText.withLineFeeds(ThrowableProxyUtil.asString(thrown)); // from another process
    } catch (RuntimeException | StackOverflowError e) { // of what another library made
      return ObjectText.failed(thrown, e);
    }
  }

  @Override
  public @Nullable StackTraceElement firstFrame(ILoggingEvent event) {
    StackTraceElementProxy[] frames = event.getThrowableProxy().getStackTraceElementProxyArray();
    return frames == null || frames.length == 0 ? null : frames[0].getStackTraceElement();
  }

  @Override
  public void writeContext(ILoggingEvent event, MessageWriter message) {
    message.context(contextOf(event));
    message.origin(event.getLoggerName(), event.getThreadName());
  }

  /** The MDC and the event's key-value pairs, as Log4j2 has them for SLF4J: the pairs win. */
  private Map<String, String> contextOf(ILoggingEvent event) {
    Map<String, String> context = mdcOf(event);
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs == null || pairs.isEmpty()) {
      return context;
    }
    Map<String, String> all = new HashMap<>(context);
    for (KeyValuePair pair : pairs) {
      if (pair != null) {
        all.put(String.valueOf(pair.key), ObjectText.of(pair.value));
      }
    }
    return all;
  }

  /** A context that was made by hand may have no MDC: events do without. */
  private Map<String, String> mdcOf(ILoggingEvent event) {
    try {
      Map<String, String> mdc = event.getMDCPropertyMap();
      return mdc == null ? Map.of() : mdc;
    } catch (RuntimeException e) {
      mdcUnreadable.accept(e);
      return Map.of();
    }
  }

  @Override
  public void writeMarkers(ILoggingEvent event, MessageWriter message) {
    List<Marker> markers = event.getMarkerList();
    if (markers == null) {
      return;
    }
    for (int i = 0; i < markers.size(); i++) { // no iterator: this runs for every such event
      Marker marker = markers.get(i);
      if (marker != null) {
        MarkerNames.write(message, marker, MARKER_NAME, MARKER_REFERENCES);
      }
    }
  }
}
