package io.github.failoversyslog.faults;

import io.github.failoversyslog.log4j2.FailoverSyslogAppender;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * An application as a process of its own, which logs numbered events with Log4j as fast as it can,
 * and ends. It prints an {@link Account}, unless only the virtual machine's end stops the appender.
 */
final class EndingApplication {
  private static final String FILLING = "x".repeat(1000);

  private EndingApplication() {}

  /** How the appender comes to be stopped. */
  enum StopMethod {
    LOG_MANAGER {
      @Override
      void stop(LoggerContext context) {
        LogManager.shutdown();
      }
    },
    CONFIGURATOR {
      @Override
      void stop(LoggerContext context) {
        Configurator.shutdown(context);
      }
    },
    CONFIGURATOR_WITHIN_2_S {
      @Override
      void stop(LoggerContext context) {
        Configurator.shutdown(context, 2, TimeUnit.SECONDS);
      }
    },
    CONFIGURATOR_WITHIN_20_S {
      @Override
      void stop(LoggerContext context) {
        Configurator.shutdown(context, 20, TimeUnit.SECONDS);
      }
    },
    /** By Log4j's own hook. */
    END_OF_THE_VIRTUAL_MACHINE {
      @Override
      void stop(LoggerContext context) {}
    };

    abstract void stop(LoggerContext context);
  }

  /**
   * @param args how it ends, the URI of the configuration, the number of events
   */
  public static void main(String[] args) {
    Thread guard = new Thread(EndingApplication::endWithStandardInput);
    guard.setDaemon(true);
    guard.start();
    LoggerContext context = Configurator.initialize("ending", args[1]);
    FailoverSyslogAppender appender = context.getConfiguration().getAppender("SYSLOG");
    Logger logger = LogManager.getLogger(EndingApplication.class);
    int events = Integer.parseInt(args[2]);
    for (int i = 0; i < events; i++) {
      logger.info(NumberedEvents.text(i) + FILLING);
    }
    StopMethod.valueOf(args[0]).stop(context);
    if (appender.isStopped()) {
      System.out.println(Account.of(appender.getStatistics(), 0).line());
    }
  }

  private static void endWithStandardInput() {
    try {
      while (System.in.read() >= 0) {
        // nothing is expected
      }
    } catch (IOException e) {
      // the end, too
    }
    Runtime.getRuntime().halt(1);
  }
}
