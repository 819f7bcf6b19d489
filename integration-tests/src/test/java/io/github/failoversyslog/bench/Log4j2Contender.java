package io.github.failoversyslog.bench;

import io.github.failoversyslog.log4j2.FailoverSyslogAppender;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;

/** Log4j2 with one of the XML files. */
final class Log4j2Contender implements Contender {
  private final String name;
  private final LoggerContext context;
  private final Appender appender; // null if it has another name: not one of ours
  private final Logger logger;

  Log4j2Contender(String name, String file) {
    this.name = name;
    this.context = new LoggerContext(name, null, uri(file));
    context.start();
    this.appender = context.getConfiguration().getAppender("SYSLOG");
    this.logger = context.getLogger("io.example.shop.Checkout");
    ThreadContext.put("user", "bob");
    ThreadContext.put("request", "4f1c2a9b");
  }

  private static URI uri(String file) {
    try {
      return Contender.class.getResource("/bench/" + file).toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void log(int number) {
    logger.info(
        "Order {} was paid and is on its way to the customer; the parcel service has been told. Weight {} grams",
        number,
        "1200");
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

  LoggerContext context() {
    return context;
  }

  @Override
  public void close() {
    context.stop();
  }
}
