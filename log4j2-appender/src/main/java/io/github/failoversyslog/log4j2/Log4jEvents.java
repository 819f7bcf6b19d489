package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.ContextSource;
import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.appender.EventAdapter;
import io.github.failoversyslog.appender.EventText;
import io.github.failoversyslog.appender.LevelSeverity;
import io.github.failoversyslog.appender.MarkerNames;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.text.ObjectText;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Function;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.layout.Rfc5424Layout;
import org.apache.logging.log4j.core.time.Instant;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.StructuredDataCollectionMessage;
import org.apache.logging.log4j.message.StructuredDataId;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.StringBuilderFormattable;
import org.apache.logging.log4j.util.TriConsumer;
import org.jspecify.annotations.Nullable;

/** Reads Log4j's events. */
final class Log4jEvents implements EventAdapter<LogEvent> {
  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final String MAP_ID = "map";
  private static final ContextSource<ReadOnlyStringMap> CONTEXT =
      new ContextSource<>() {
        private static final TriConsumer<String, @Nullable Object, MessageWriter> ENTRY =
            (name, value, message) -> message.context(name, value);

        @Override
        public int size(ReadOnlyStringMap data) {
          return data.size();
        }

        @Override
        public @Nullable Object value(ReadOnlyStringMap data, String name) {
          return data.getValue(name);
        }

        @Override
        public void writeTo(MessageWriter message, ReadOnlyStringMap data) {
          data.forEach(ENTRY, message);
        }
      };
  private static final TriConsumer<String, @Nullable Object, MessageWriter> PARAM =
      (name, value, message) -> message.param(name, value == null ? null : ObjectText.of(value));
  private static final Function<Marker, @Nullable String> MARKER_NAME = Marker::getName;
  private static final Function<Marker, Iterator<Marker>> MARKER_PARENTS = Log4jEvents::parentsOf;

  @Override
  public Severity severity(LogEvent event) {
    return severityOf(event.getLevel());
  }

  /** A level of the application may have the name of a severity. */
  static Severity severityOf(@Nullable Level level) {
    if (level == null) {
      return LevelSeverity.of(null);
    }
    String standard = level.getStandardLevel().name();
    Severity named = level.name().equals(standard) ? null : Severity.named(level.name());
    return named == null ? LevelSeverity.of(standard) : named;
  }

  @Override
  public long epochSecond(LogEvent event) {
    Instant time = event.getInstant();
    return time == null ? event.getTimeMillis() / 1000 : time.getEpochSecond();
  }

  @Override
  public int nanoOfSecond(LogEvent event) {
    Instant time = event.getInstant();
    return time == null
        ? (int) (event.getTimeMillis() % 1000) * NANOS_PER_MILLI
        : time.getNanoOfSecond();
  }

  @Override
  public @Nullable String messageId(LogEvent event, boolean fromMarker) {
    if (event.getMessage() instanceof StructuredDataMessage message) {
      return message.getType();
    }
    Marker marker = fromMarker ? event.getMarker() : null;
    return marker == null ? null : ObjectText.of(marker, MARKER_NAME);
  }

  @Override
  public CharSequence message(LogEvent event, StringBuilder scratch) {
    Message message = event.getMessage();
    try {
      append(message, scratch);
    } catch (RuntimeException | StackOverflowError e) { // of an object whose text it is, say
      scratch.append(ObjectText.failed(message, e));
    }
    return scratch;
  }

  private static void append(@Nullable Message message, StringBuilder text) {
    if (message instanceof StructuredDataMessage structured) {
      text.append(Objects.toString(structured.getFormat(), "")); // the rest is structured data
    } else if (message instanceof StructuredDataCollectionMessage collection) {
      text.append(collection.getFormat());
    } else if (message instanceof StringBuilderFormattable formattable) {
      formattable.formatTo(text);
    } else if (message != null) {
      text.append(message.getFormattedMessage());
    }
  }

  @Override
  public boolean hasThrowable(LogEvent event) {
    return event.getThrown() != null;
  }

  @Override
  public String stackTrace(LogEvent event) {
    return EventText.stackTrace(event.getThrown());
  }

  @Override
  public @Nullable StackTraceElement firstFrame(LogEvent event) {
    StackTraceElement[] frames = event.getThrown().getStackTrace();
    return frames.length == 0 ? null : frames[0];
  }

  @Override
  public void writeContext(LogEvent event, MessageWriter message) {
    ReadOnlyStringMap context = event.getContextData();
    if (context != null) {
      message.context(context, CONTEXT);
    }
    message.origin(event.getLoggerName(), event.getThreadName());
  }

  @Override
  public void writeMarkers(LogEvent event, MessageWriter message) {
    Marker marker = event.getMarker();
    if (marker != null) {
      MarkerNames.write(message, marker, MARKER_NAME, MARKER_PARENTS);
    }
  }

  private static Iterator<Marker> parentsOf(Marker marker) {
    Marker[] parents = marker.hasParents() ? marker.getParents() : null;
    return parents == null ? Collections.emptyIterator() : Arrays.asList(parents).iterator();
  }

  @Override
  public void writeElements(LogEvent event, MessageWriter message) {
    Message data = event.getMessage();
    if (data instanceof MapMessage<?, ?> map) {
      writeElement(map, message);
    } else if (data instanceof StructuredDataCollectionMessage collection) {
      for (StructuredDataMessage each : collection) {
        if (each != null) {
          writeElement(each, message);
        }
      }
    }
  }

  private static void writeElement(MapMessage<?, ?> map, MessageWriter message) {
    message.element(idOf(map));
    map.forEach(PARAM, message);
  }

  private static String idOf(MapMessage<?, ?> map) {
    if (!(map instanceof StructuredDataMessage structured)) {
      return MAP_ID;
    }
    StructuredDataId id = structured.getId();
    return id == null || id.getName() == null
        ? Rfc5424Layout.DEFAULT_ID
        : id.toString(); // with its number, if it has one
  }
}
