package io.github.failoversyslog.faults;

import io.github.failoversyslog.log4j2.FailoverSyslogAppender;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * A separate process that logs numbered events with Log4j as fast as it can, then ends. It prints a
 * {@link ProcessReport}, unless the appender is stopped only by the JVM's shutdown.
 */
final class StoppingApplication {
  private static final String FILLING = "x".repeat(1000);

  private StoppingApplication() {}

  /** How the appender is stopped. */
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
    /** By Log4j's own shutdown hook. */
    END_OF_THE_VIRTUAL_MACHINE {
      @Override
      void stop(LoggerContext context) {}
    };

    abstract void stop(LoggerContext context);
  }

  /**
   * @param args stop method, URI of the configuration, number of events
   */
  public static void main(String[] args) {
    Thread guard = new Thread(StoppingApplication::endWithStandardInput);
    guard.setDaemon(true);
    guard.start();
    LoggerContext context = Configurator.initialize("ending", args[1]);
    FailoverSyslogAppender appender = context.getConfiguration().getAppender("SYSLOG");
    Logger logger = LogManager.getLogger(StoppingApplication.class);
    int events = Integer.parseInt(args[2]);
    for (int i = 0; i < events; i++) {
      logger.info(NumberedEvents.text(i) + FILLING);
    }
    StopMethod.valueOf(args[0]).stop(context);
    if (appender.isStopped()) {
      System.out.println(ProcessReport.of(appender.getStatistics(), 0).line());
    }
  }

  private static void endWithStandardInput() {
    try {
      while (System.in.read() >= 0) {
        // no input is expected
      }
    } catch (IOException e) {
      // a read error also ends the process
    }
    Runtime.getRuntime().halt(1);
  }
}
