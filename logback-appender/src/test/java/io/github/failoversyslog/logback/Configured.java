package io.github.failoversyslog.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What Logback makes of a configuration file. */
final class Configured {
  private final LoggerContext context;

  private Configured(LoggerContext context) {
    this.context = context;
  }

  /**
   * @param appenders the elements of the appenders; {@code REAL} stands for the class of the real
   *     one, which opens connections if it is not refused, and {@code READER} for {@link
   *     SettingsReader}
   */
  static Configured by(String appenders) throws JoranException {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    for (int i = 0; i < 1000; i++) {
      context.getStatusManager().add(new ch.qos.logback.core.status.InfoStatus("earlier", context));
    }
    StringBuilder references = new StringBuilder();
    for (String name : List.of("SYSLOG", "OTHER")) {
      references.append("<appender-ref ref=\"%s\"/>".formatted(name));
    }
    String file = "<configuration>" + appenders + "<root>" + references + "</root></configuration>";
    file = file.replace("REAL", FailoverSyslogAppender.class.getName());
    file = file.replace("READER", SettingsReader.class.getName());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    return new Configured(context);
  }

  LoggerContext context() {
    return context;
  }

  SettingsBean appender(String name) {
    return (SettingsBean) context.getLogger("ROOT").getAppender(name);
  }

  List<String> errors() {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getLevel() == Status.ERROR)
        .map(Status::getMessage)
        .toList();
  }

  /** Has all settings of the real appender, and sends nothing. */
  public static final class SettingsReader extends SettingsBean {
    public SettingsReader() {}

    @Override
    protected void append(ILoggingEvent event) {}

    @Override
    boolean isDiverting() {
      return false;
    }
  }
}
