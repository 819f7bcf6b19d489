package io.github.failoversyslog.bench;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.joran.spi.JoranException;
import io.github.failoversyslog.FailoverSyslogMetrics;
import io.github.failoversyslog.logback.FailoverSyslogAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import net.logstash.logback.appender.LogstashTcpSocketAppender;
import net.logstash.logback.appender.listener.TcpAppenderListener;
import org.slf4j.Logger;

/** Logback configured by one of the XML files. */
final class LogbackContender implements Contender {
  private final LoggerContext context = new LoggerContext();
  private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();
  private final LogstashLosses losses = new LogstashLosses();
  private final Appender<ILoggingEvent> appender;
  private final Logger logger;

  LogbackContender(String file) {
    context.setMDCAdapter(mdc);
    context.putProperty("pid", Long.toString(ProcessHandle.current().pid()));
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(Contender.class.getResource("/bench/" + file));
    } catch (JoranException e) {
      throw new IllegalStateException(e);
    }
    this.appender = firstAppender();
    if (appender instanceof LogstashTcpSocketAppender logstash) {
      logstash.addListener(losses);
    }
    this.logger = context.getLogger("io.example.shop.Checkout");
    enterThread();
  }

  /** With meters of everything bound to a registry. */
  static LogbackContender monitored(String file) {
    new FailoverSyslogMetrics().bindTo(new SimpleMeterRegistry());
    return new LogbackContender(file);
  }

  private Appender<ILoggingEvent> firstAppender() {
    return context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().next();
  }

  @Override
  public void enterThread() {
    Contender.putContext(mdc::put);
  }

  @Override
  public void log(int number) {
    logger.info(PATTERN, number, WEIGHT);
  }

  @Override
  public void log(String text) {
    logger.info(text);
  }

  @Override
  public String counted() {
    return appender instanceof FailoverSyslogAppender ours
        ? Contender.counted(ours.getStatistics())
        : String.format(
            Locale.ROOT,
            "refused %,d, failed to send %,d",
            losses.refused.sum(),
            losses.unsent.sum());
  }

  @Override
  public void close() {
    context.stop();
  }

  /** Counts the losses that logstash-logback-encoder reports to its listeners. */
  private static final class LogstashLosses implements TcpAppenderListener<ILoggingEvent> {
    private final LongAdder refused = new LongAdder();
    private final LongAdder unsent = new LongAdder();

    @Override
    public void eventAppendFailed(
        Appender<ILoggingEvent> appender, ILoggingEvent event, Throwable reason) {
      refused.increment();
    }

    @Override
    public void eventSendFailure(
        Appender<ILoggingEvent> appender, ILoggingEvent event, Throwable reason) {
      unsent.increment();
    }
  }
}
