package io.github.failoversyslog.bench;

import com.sun.management.ThreadMXBean;
import io.github.failoversyslog.log4j2.FailoverSyslogAppender;
import io.github.failoversyslog.log4j2.StructuredDataElement;
import java.lang.management.ManagementFactory;
import org.apache.logging.log4j.core.util.KeyValuePair;

/**
 * Prints how many bytes the thread that logs allocates while the Log4j2 appender takes events with
 * everything that the settings can add to them. They stay in the buffer: no server is there.
 */
final class EventAllocation {
  static final int EVENTS = 200;

  private EventAllocation() {}

  public static void main(String[] args) {
    FailoverSyslogAppender appender =
        FailoverSyslogAppender.newBuilder()
            .setHost("127.0.0.1")
            .setPort(1)
            .setIncludeLogger(true)
            .setIncludeThread(true)
            .setIncludeMarker(true)
            .setIncludeOrigin(true)
            .setIncludeTimeQuality(true)
            .setSequenceId(true)
            .setStructuredData(
                StructuredDataElement.newBuilder()
                    .setId("app@32473")
                    .setPairs(new KeyValuePair("level", "%p"), new KeyValuePair("name", "%c"))
                    .build())
            .build();
    appender.start();
    BenchmarkEvent event = new BenchmarkEvent();
    append(event, appender); // the first events fill caches
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    append(event, appender);
    long bytes = threads.getThreadAllocatedBytes(thread) - before;
    System.out.println(appender.getStatistics().accepted() + " " + bytes);
    Runtime.getRuntime().halt(0);
  }

  private static void append(BenchmarkEvent event, FailoverSyslogAppender appender) {
    for (int i = 0; i < EVENTS; i++) {
      appender.append(event.next());
    }
  }
}
