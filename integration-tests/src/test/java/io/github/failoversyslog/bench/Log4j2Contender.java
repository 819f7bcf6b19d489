package io.github.failoversyslog.bench;

import io.github.failoversyslog.FailoverSyslogMetrics;
import io.github.failoversyslog.log4j2.FailoverSyslogAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;

/** Log4j2 configured by one of the XML files. */
final class Log4j2Contender implements Contender {
  private final LoggerContext context;
  private final Appender appender; // null for an appender of another product
  private final Logger logger;

  private Log4j2Contender(LoggerContext context) {
    this.context = context;
    context.start();
    this.appender = context.getConfiguration().getAppender("SYSLOG");
    this.logger = context.getLogger("io.example.shop.Checkout");
    enterThread();
  }

  /** Synchronous: the calling thread runs the appender. */
  static Log4j2Contender of(String file) {
    return new Log4j2Contender(new LoggerContext(file, null, uri(file)));
  }

  /** With asynchronous loggers: a Log4j thread calls the appender. */
  static Log4j2Contender asynchronous(String file) {
    return new Log4j2Contender(new AsyncLoggerContext(file, null, uri(file)));
  }

  /** With meters of everything bound to a registry. */
  static Log4j2Contender monitored(String file) {
    new FailoverSyslogMetrics().bindTo(new SimpleMeterRegistry());
    return of(file);
  }

  private static URI uri(String file) {
    try {
      return Contender.class.getResource("/bench/" + file).toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void enterThread() {
    Contender.putContext(ThreadContext::put);
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
        : "nothing";
  }

  /** Returns null unless the appender is named as the ones that send syslog. */
  Appender appender() {
    return appender;
  }

  @Override
  public void close() {
    context.stop();
  }
}
