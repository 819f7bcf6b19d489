package io.github.failoversyslog.it.application;

import org.apache.logging.log4j.LogManager;
import org.slf4j.LoggerFactory;

/**
 * A program as users write them: it logs, and returns from {@code main}. The framework is
 * configured by the system property that users have for it.
 */
public final class ShortProgram {
  public static final String RETURNS = "main returns";

  private ShortProgram() {}

  /**
   * @param args the framework, and how many events it logs
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
