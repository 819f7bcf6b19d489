package io.github.failoversyslog.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SAME_THREAD;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.status.Status;
import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.SyslogSender;
import io.github.failoversyslog.appender.SilentSenders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Base class of tests of an appender with a sender that sends nothing. */
@Timeout(value = 60, threadMode = SAME_THREAD) // Mockito replaces constructors in one thread
abstract class StartedAppenderFixture {
  final LoggerContext context = new LoggerContext();
  final FailoverSyslogAppender appender = new FailoverSyslogAppender();
  @AutoClose final SilentSenders senders = new SilentSenders();
  final MessageWriter message = senders.message();

  @BeforeEach
  void setUp() {
    appender.setContext(context);
    appender.setName("SYSLOG");
    appender.setHost("primary-server.com");
  }

  SyslogSender sender() {
    return senders.all().get(0);
  }

  void start() {
    appender.start();
    assertThat(appender.isStarted()).isTrue();
  }

  List<String> statuses() {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .map(Status::getMessage)
        .toList();
  }

  static LoggingEvent event(String text) {
    LoggingEvent event = new LoggingEvent();
    event.setMessage(text);
    event.setLevel(Level.INFO);
    event.setMDCPropertyMap(Map.of());
    return event;
  }
}
