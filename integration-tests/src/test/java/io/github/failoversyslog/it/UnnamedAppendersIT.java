package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.status.Status;
import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.logback.FailoverSyslogAppender;
import io.github.failoversyslog.logback.StructuredDataElement;
import io.github.failoversyslog.logback.StructuredDataElement.ParameterElement;
import java.nio.file.Path;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An appender created by a program without a name works like any other. */
class UnnamedAppendersIT {
  @TempDir private Path folder;
  private final LoggerContext context = new LoggerContext();
  private final SyslogTestServer server =
      SyslogTestServer.keeping(FramingMode.OCTET_COUNTING).open();

  UnnamedAppendersIT() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  @AfterEach
  void end() {
    context.stop();
    server.close();
  }

  private FailoverSyslogAppender logback() {
    FailoverSyslogAppender appender = new FailoverSyslogAppender();
    appender.setHost("127.0.0.1");
    appender.setPort(Integer.toString(server.port()));
    appender.setSpoolFile(folder.resolve("logback.spool").toString());
    appender.setSpoolSize("1 MB");
    return appender;
  }

  private LoggingEvent event(String text) {
    return new LoggingEvent("fqcn", context.getLogger("shop"), Level.INFO, text, null, null);
  }

  private void assertThreadRunsAndServerHas(int messages) {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .contains("failover-syslog-FailoverSyslog");
    Eventually.until("all messages: " + server, () -> server.messages() == messages);
  }

  @Test
  void consecutiveLogbackAppendersUseTheSameSpool() {
    for (int round = 1; round <= 2; round++) {
      FailoverSyslogAppender appender = logback();
      appender.setContext(context);
      appender.start();
      appender.doAppend(event("hello"));
      assertThreadRunsAndServerHas(round);
      appender.stop();
    }
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .extracting(Status::getMessage)
        .anyMatch(status -> status.startsWith("FailoverSyslog: sending to 127.0.0.1:"))
        .noneMatch(status -> status.contains("null"));
  }

  @Test
  void logbackAppenderSendsWithoutAContext() {
    ParameterElement parameter = new ParameterElement();
    parameter.setName("logger");
    parameter.setValue("%logger");
    StructuredDataElement element = new StructuredDataElement();
    element.setId("app@1");
    element.addParameter(parameter);
    FailoverSyslogAppender appender = logback();
    appender.addStructuredData(element);

    appender.start();
    appender.doAppend(event("hello"));

    assertThreadRunsAndServerHas(1);
    assertThat(server.arrivals().get(0)).asString().contains("[app@1 logger=\"shop\"]");
    appender.stop();
  }

  @Test
  void log4jAppenderSendsWithASpool() {
    var appender =
        io.github.failoversyslog.log4j2.FailoverSyslogAppender.newBuilder()
            .setHost("127.0.0.1")
            .setPort(Integer.toString(server.port()))
            .setSpoolFile(folder.resolve("log4j2.spool").toString())
            .setSpoolSize("1 MB")
            .build();
    appender.start();

    appender.append(
        Log4jLogEvent.newBuilder()
            .setLevel(org.apache.logging.log4j.Level.INFO)
            .setMessage(new SimpleMessage("hello"))
            .build());

    assertThreadRunsAndServerHas(1);
    appender.stop();
  }
}
