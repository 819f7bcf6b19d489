package io.github.failoversyslog.bench;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.MutableLogEvent;
import org.apache.logging.log4j.message.ReusableMessageFactory;
import org.apache.logging.log4j.util.SortedArrayStringMap;

/**
 * The benchmark event as Log4j2 passes it to appenders: created once and reused with an advancing
 * time. Not thread-safe.
 */
final class BenchmarkEvent {
  private static final String PATTERN =
      "Order {} was paid and is on its way to the customer; the parcel service has been told. "
          + "Weight {} grams";
  private static final int EVENTS_PER_MILLISECOND = 1000;

  private final MutableLogEvent event = new MutableLogEvent();
  private long uses = 1_767_268_800_000L * EVENTS_PER_MILLISECOND;

  BenchmarkEvent() {
    SortedArrayStringMap context = new SortedArrayStringMap();
    context.putValue("request", "4f1c2a9b");
    context.putValue("user", "bob");
    event.setLoggerName("io.example.shop.Checkout");
    event.setThreadName("main");
    event.setLevel(Level.INFO);
    event.setContextData(context);
    event.setMessage(ReusableMessageFactory.INSTANCE.newMessage(PATTERN, 1_234_567, "1200"));
  }

  /** Returns the same object each time, with the time of the next event. */
  LogEvent next() {
    event.setTimeMillis(uses++ / EVENTS_PER_MILLISECOND);
    return event;
  }
}
