package io.github.failoversyslog.log4j2;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.apache.logging.log4j.status.StatusData;

/** What Log4j makes of a configuration file that it reads but does not start. */
final class Configured {
  private final Configuration configuration;
  private final List<StatusData> statuses;

  private Configured(Configuration configuration, List<StatusData> statuses) {
    this.configuration = configuration;
    this.statuses = statuses;
  }

  /**
   * @param appender the element of the appender
   */
  static Configured by(String appender) {
    String file =
        "<Configuration><Appenders>"
            + appender
            + "</Appenders><Loggers><Root level=\"info\"><AppenderRef ref=\"SYSLOG\"/></Root></Loggers>"
            + "</Configuration>";
    try (StatusList list = new StatusList(Level.ERROR)) {
      Configuration configuration =
          new XmlConfiguration(
              new LoggerContext("test"),
              new ConfigurationSource(
                  new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8))));
      configuration.initialize();
      return new Configured(configuration, list.statuses());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Configuration configuration() {
    return configuration;
  }

  /** Null if it was refused. */
  FailoverSyslogAppender appender() {
    return configuration.getAppender("SYSLOG");
  }

  /** What the appender said when it refused the configuration. */
  List<String> refusals() {
    return statuses.stream()
        .filter(status -> status.getThrowable() != null)
        .map(status -> status.getThrowable().getMessage())
        .toList();
  }
}
