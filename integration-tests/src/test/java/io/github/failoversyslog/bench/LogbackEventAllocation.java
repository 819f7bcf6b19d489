package io.github.failoversyslog.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.sun.management.ThreadMXBean;
import io.github.failoversyslog.logback.FailoverSyslogAppender;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/**
 * Prints how many bytes the thread that logs allocates while the Logback appender takes events that
 * Logback has made before. They stay in the buffer: no server is there.
 */
final class LogbackEventAllocation {
  private static final Map<String, String> MDC = Map.of("request", "4f1c2a9b", "user", "bob");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final FailoverSyslogAppender appender = new FailoverSyslogAppender();

  private LogbackEventAllocation() {
    appender.setContext(new LoggerContext());
    appender.setHost("127.0.0.1");
    appender.setPort("1");
    appender.setIncludeLogger("true");
    appender.setIncludeThread("true");
    appender.setIncludeMarker("true");
    appender.setIncludeOrigin("true");
    appender.setIncludeTimeQuality("true");
    appender.setSequenceId("true");
    appender.start();
  }

  public static void main(String[] args) {
    LogbackEventAllocation allocation = new LogbackEventAllocation();
    allocation.append(events()); // the first events fill caches
    LoggingEvent[] events = events();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    allocation.append(events);
    long bytes = threads.getThreadAllocatedBytes(thread) - before;
    System.out.println(allocation.appender.getStatistics().accepted() + " " + bytes);
    Runtime.getRuntime().halt(0);
  }

  private static LoggingEvent[] events() {
    LoggingEvent[] events = new LoggingEvent[EventAllocation.EVENTS];
    Arrays.setAll(events, LogbackEventAllocation::event);
    return events;
  }

  /** All are of the same second: the text of a second is made once. */
  private static LoggingEvent event(int number) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerName("io.example.shop.Checkout");
    event.setThreadName("main");
    event.setLevel(Level.INFO);
    event.setInstant(NOON.plusNanos(number));
    event.setMDCPropertyMap(MDC);
    event.setMessage(Contender.PATTERN);
    event.setArgumentArray(new Object[] {1_234_567 + number, Contender.WEIGHT});
    return event;
  }

  private void append(LoggingEvent[] events) {
    for (LoggingEvent event : events) {
      appender.doAppend(event);
    }
  }
}
