package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.status.SenderStatistics;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events that the buffer refuses are given to an appender that leads back. */
class Log4j2CircleIT extends ApplicationFixture {
  private static final int EVENTS = 2000;
  private static final String DISCARDING_FAILOVER =
      "<Failover name='OTHER' primary='SYSLOG'><Failovers><AppenderRef ref='NULL'/></Failovers>"
          + "</Failover><Null name='NULL'/>";

  Log4j2CircleIT() {
    super(Framework.LOG4J2);
    set(SHORT_WAITS);
    set("maxMessageSize", "8 KB");
    set("bufferSize", "64 KB");
  }

  private Application startWith(String others) {
    String syslog = framework().xml(settings()) + framework().reference("OTHER");
    return start(write(framework().configuration(syslog, others)));
  }

  /** Log4j does not tell what the primary of this appender is. */
  @Test
  void anEventThatComesBackIsDiscardedOnceAndTheCircleReported() {
    server("primary");
    Application application = startWith(DISCARDING_FAILOVER);
    IntStream.range(0, EVENTS).forEach(i -> application.info("event " + i));

    SenderStatistics statistics = application.statistics();
    assertThat(statistics.accepted()).isPositive();
    assertThat(statistics.diverted()).isZero();
    assertThat(statistics.allDiscarded()).isEqualTo(EVENTS - statistics.accepted());
    assertThat(application.warnings())
        .filteredOn(text -> text.contains("OTHER failed (it leads back to this appender)"))
        .hasSize(1);
  }

  @Test
  void aCircleThatCanBeReadIsRefused() {
    server("primary").open();
    Application application =
        startWith(
            "<Routing name='OTHER'><Routes pattern='x'><Route ref='ASYNC'/></Routes></Routing>"
                + "<Async name='ASYNC'><AppenderRef ref='SYSLOG'/></Async>");

    assertThat(application.sendsToSyslog()).isFalse();
    assertThat(application.errors()).anyMatch(text -> text.contains("leads back to this appender"));
  }
}
