package io.github.failoversyslog.it.application;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.ThreadContext;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A program that logs each line of its standard input, and that ends with it; the framework is
 * configured by its standard system property. Needs no other class of the tests, and only one of
 * the frameworks.
 */
public final class LineLogger {
  /** The text of the last event, logged as an error with a throwable when the input has ended. */
  public static final String LAST = "ends";

  private LineLogger() {}

  /**
   * @param args LOG4J2 or LOGBACK
   */
  public static void main(String[] args) throws IOException {
    if (args[0].equals("LOG4J2")) {
      OnLog4j.run();
    } else {
      OnLogback.run();
    }
  }

  private static void run(BiConsumer<String, Throwable> log) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      log.accept(line, null);
    }
    log.accept(LAST, new IllegalStateException("the end"));
  }

  /** Loads classes of Log4j. */
  private static final class OnLog4j {
    static void run() throws IOException {
      var logger = LogManager.getLogger(LineLogger.class);
      ThreadContext.put("user", "jane");
      LineLogger.run(
          (line, thrown) -> {
            if (thrown == null) {
              logger.info("{}", line);
            } else {
              logger.error(line, thrown);
            }
          });
    }
  }

  /** Loads classes of SLF4J. */
  private static final class OnLogback {
    static void run() throws IOException {
      var logger = LoggerFactory.getLogger(LineLogger.class);
      MDC.put("user", "jane");
      LineLogger.run(
          (line, thrown) -> {
            if (thrown == null) {
              logger.atInfo().addKeyValue("length", line.length()).log("{}", line);
            } else {
              logger.error(line, thrown);
            }
          });
    }
  }
}
