package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.sift.MDCBasedDiscriminator;
import ch.qos.logback.classic.sift.SiftingAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.server.ServerPorts;
import io.github.failoversyslog.logback.FailoverSyslogAppender;
import io.github.failoversyslog.status.SenderStatistics;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/**
 * Events that the buffer refuses are given to an appender that leads back, which a program can
 * configure. No server is up.
 */
class LogbackCircleIT {
  private static final int EVENTS = 2000;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final LoggerContext context = new LoggerContext();
  private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final FailoverSyslogAppender syslog = new FailoverSyslogAppender();

  @BeforeEach
  void configure() {
    context.setMDCAdapter(MDC.getMDCAdapter());
    syslog.setContext(context);
    syslog.setName("SYSLOG");
    syslog.setHost("127.0.0.1");
    syslog.setPort(Integer.toString(ServerPorts.choose()));
    syslog.setMaxMessageSize("8 KB");
    syslog.setBufferSize("64 KB");
    syslog.setShutdownTimeout("1 ms");
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private void startWith(Appender<ILoggingEvent> other) {
    other.setContext(context);
    other.setName("OTHER");
    other.start();
    syslog.addAppender(other);
    syslog.start();
    root.addAppender(syslog);
    assertThat(syslog.isStarted()).isTrue();
  }

  private SenderStatistics logAll() {
    IntStream.range(0, EVENTS).forEach(i -> root.info("event {}", i));
    assertThat(syslog.getStatistics().accepted()).isPositive();
    return syslog.getStatistics();
  }

  private SiftingAppender sifting(Supplier<Appender<ILoggingEvent>> maker) {
    MDCBasedDiscriminator key = new MDCBasedDiscriminator();
    key.setKey("tenant");
    key.setDefaultValue("none");
    key.start();
    SiftingAppender sifting = new SiftingAppender();
    sifting.setDiscriminator(key);
    sifting.setAppenderFactory((context, value) -> maker.get());
    return sifting;
  }

  /** Passes each event on. */
  private Appender<ILoggingEvent> passing(Consumer<ILoggingEvent> next) {
    UnsynchronizedAppenderBase<ILoggingEvent> made =
        new UnsynchronizedAppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            next.accept(event);
          }
        };
    made.setContext(context);
    made.start();
    return made;
  }

  private void isReportedOnce() {
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .filteredOn(status -> status.getMessage().contains("(it leads back to this appender)"))
        .hasSize(1);
  }

  @Test
  void anEventThatComesBackThroughASiftingAppenderIsDiscardedOnce() {
    startWith(sifting(() -> passing(syslog::doAppend)));
    SenderStatistics statistics = logAll();
    assertThat(statistics.diverted()).isZero();
    assertThat(statistics.allDiscarded()).isEqualTo(EVENTS - statistics.accepted());
    isReportedOnce();
  }

  /** Logback itself keeps them from an appender that is appending. */
  @Test
  void whatTheOtherAppenderLogsMeanwhileIsCounted() {
    startWith(passing(event -> root.info("about {}", event.getMessage())));
    SenderStatistics statistics = logAll();
    long refused = EVENTS - statistics.accepted();
    assertThat(statistics.diverted()).isEqualTo(refused);
    assertThat(statistics.allDiscarded()).isEqualTo(refused);
  }

  /** The queue's thread would otherwise wait for room in its own queue. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // Logback's cannot be woken
  void anAsynchronousAppenderThatASiftingAppenderMakesDoesNotWaitForItself() {
    startWith(sifting(this::asynchronous));
    logAll();
    Eventually.until(
        "all counted",
        () -> {
          SenderStatistics now = syslog.getStatistics();
          return now.accepted() + now.allDiscarded() >= EVENTS;
        });
    SenderStatistics all = syslog.getStatistics();
    assertThat(all.accepted() + all.allDiscarded()).isEqualTo(EVENTS);
    assertThat(all.diverted()).as("the event for which it was made").isLessThanOrEqualTo(1);
  }

  private Appender<ILoggingEvent> asynchronous() {
    AsyncAppender async = new AsyncAppender();
    async.setContext(context);
    async.setQueueSize(1);
    async.setDiscardingThreshold(0);
    async.setMaxFlushTime((int) LIMIT.toMillis());
    async.addAppender(syslog);
    async.start();
    return async;
  }
}
