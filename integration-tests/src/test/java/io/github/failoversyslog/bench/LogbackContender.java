package io.github.failoversyslog.bench;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import org.slf4j.Logger;

/** Logback with one of the XML files. */
final class LogbackContender implements Contender {
  private final String name;
  private final LoggerContext context = new LoggerContext();
  private final Logger logger;

  LogbackContender(String name, String file) {
    this.name = name;
    LogbackMDCAdapter mdc = new LogbackMDCAdapter();
    context.setMDCAdapter(mdc);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(Contender.class.getResource("/bench/" + file));
    } catch (JoranException e) {
      throw new IllegalStateException(e);
    }
    this.logger = context.getLogger("io.example.shop.Checkout");
    mdc.put("user", "bob");
    mdc.put("request", "4f1c2a9b");
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
  public void close() {
    context.stop();
  }
}
