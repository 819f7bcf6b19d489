package io.github.failoversyslog.it.application;

import org.apache.logging.log4j.LogManager;
import org.slf4j.LoggerFactory;

/**
 * A typical short program: it logs and returns from {@code main}. The framework is configured by
 * its standard system property.
 */
public final class ShortProgram {
  public static final String RETURNS = "main returns";

  private ShortProgram() {}

  /**
   * @param args the framework and the number of events
   */
  public static void main(String[] args) {
    int events = Integer.parseInt(args[1]);
    switch (Framework.valueOf(args[0])) {
      case LOG4J2 -> {
        var logger = LogManager.getLogger(ShortProgram.class);
        for (int i = 0; i < events; i++) {
          logger.info(text(i));
        }
      }
      case LOGBACK -> {
        var logger = LoggerFactory.getLogger(ShortProgram.class);
        for (int i = 0; i < events; i++) {
          logger.info(text(i));
        }
      }
    }
    System.out.println(RETURNS);
  }

  public static String text(int i) {
    return "event " + i;
  }
}
