package io.github.failoversyslog.it.application;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.failoversyslog.status.SenderListener;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.logging.log4j.core.LogEvent;

/** The supported logging frameworks. */
public enum Framework {
  LOG4J2("Log4j2", "log4j2.configurationFile", true) {
    @Override
    public Application start(URI configuration) {
      return new Log4j2Application(configuration);
    }

    @Override
    String configuration(String syslog, String others, String references) {
      return """
      <?xml version="1.0" encoding="UTF-8"?>
      <Configuration status="OFF">
        <Appenders>
          <FailoverSyslog name="SYSLOG" %s</FailoverSyslog>
          %s
        </Appenders>
        <Loggers>
          <Root level="debug">
            <AppenderRef ref="SYSLOG"/>
            %s
          </Root>
        </Loggers>
      </Configuration>
      """
          .formatted(syslog, others, references);
    }

    @Override
    public String reference(String appender) {
      return "<AppenderRef " + attribute("ref", appender) + "/>";
    }

    @Override
    public String listener(Class<? extends SenderListener> type) {
      return "<Listener " + attribute("class", type.getName()) + "/>";
    }

    @Override
    String fileAppender(Path file, String pattern) {
      return "<File "
          + attribute("name", "FILE")
          + attribute("fileName", file.toString())
          + attribute("append", "false")
          + "><PatternLayout "
          + attribute("pattern", pattern)
          + attribute("charset", "UTF-8")
          + "/></File>";
    }

    @Override
    public String timestampPattern() {
      return "%d{yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'}{UTC}";
    }

    @Override
    public String xml(Map<String, String> settings) {
      String failback = joined(within(settings), Framework::attribute);
      return joined(outside(settings), Framework::attribute)
          + ">"
          + (settings.containsKey(FAILBACK) ? "<Failback " + failback + "/>" : "");
    }

    @Override
    public String ssl(List<String> parts) {
      String attributes = joined(parts, part -> !part.startsWith("<"));
      return "<Ssl " + attributes + ">" + joined(parts, part -> part.startsWith("<")) + "</Ssl>";
    }

    @Override
    public String store(String name, String file, String password) {
      String element = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
      return "<"
          + element
          + " "
          + attribute("location", file)
          + attribute(PASSWORD, password)
          + "/>";
    }

    @Override
    public String withoutNameCheck() {
      return attribute("verifyHostName", "false");
    }

    @Override
    public String structuredData(String id) {
      return "<StructuredData " + attribute("id", id) + "/>";
    }

    @Override
    public String layout(String pattern) {
      return "<PatternLayout " + attribute("pattern", pattern) + "/>";
    }

    @Override
    public String noStackTrace() {
      return "%ex{0}";
    }

    @Override
    public Class<?> eventType() {
      return LogEvent.class;
    }
  },
  LOGBACK("Logback", "logback.configurationFile", false) {
    @Override
    public Application start(URI configuration) {
      return new LogbackApplication(configuration);
    }

    @Override
    String configuration(String syslog, String others, String references) {
      return """
      <?xml version="1.0" encoding="UTF-8"?>
      <configuration>
        <shutdownHook/>
        <appender name="SYSLOG" class="io.github.failoversyslog.logback.FailoverSyslogAppender">
          %s
        </appender>
        %s
        <root level="debug">
          <appender-ref ref="SYSLOG"/>
          %s
        </root>
      </configuration>
      """
          .formatted(syslog, others, references);
    }

    @Override
    public String reference(String appender) {
      return "<appender-ref " + attribute("ref", appender) + "/>";
    }

    @Override
    public String listener(Class<? extends SenderListener> type) {
      return "<listener " + attribute("class", type.getName()) + "/>";
    }

    @Override
    String fileAppender(Path file, String pattern) {
      return "<appender name=\"FILE\" class=\"ch.qos.logback.core.FileAppender\">"
          + element("file", file.toString())
          + element("append", "false")
          + element("encoder", element("pattern", pattern) + element("charset", "UTF-8"))
          + "</appender>";
    }

    @Override
    public String timestampPattern() {
      return "%d{yyyy-MM-dd'T'HH:mm:ss.SSS, UTC}%micros{}Z";
    }

    @Override
    public String xml(Map<String, String> settings) {
      String failback = joined(within(settings), Framework::element);
      return joined(outside(settings), Framework::element)
          + (settings.containsKey(FAILBACK) ? element(FAILBACK, failback) : "");
    }

    @Override
    public String ssl(List<String> parts) {
      return element("ssl", joined(parts, part -> true));
    }

    @Override
    public String store(String name, String file, String password) {
      return element(name, element("location", "file:" + file) + element(PASSWORD, password));
    }

    @Override
    public String withoutNameCheck() {
      return element("parameters", element("hostnameVerification", "false"));
    }

    @Override
    public String structuredData(String id) {
      return element("structuredData", element("id", id));
    }

    @Override
    public String layout(String pattern) {
      return element("layout", element("pattern", pattern));
    }

    @Override
    public String noStackTrace() {
      return "%nopex";
    }

    @Override
    public Class<?> eventType() {
      return ILoggingEvent.class;
    }
  };

  private static final String FAILBACK = "failback";
  private static final String PASSWORD = "password";

  private final String title;
  private final String configurationProperty;
  private final boolean hasAnAppenderWhileReconfigured;

  Framework(String title, String configurationProperty, boolean hasAnAppenderWhileReconfigured) {
    this.title = title;
    this.configurationProperty = configurationProperty;
    this.hasAnAppenderWhileReconfigured = hasAnAppenderWhileReconfigured;
  }

  public abstract Application start(URI configuration);

  /** The name used in the documentation. */
  public String title() {
    return title;
  }

  /** The system property that names the configuration file of an application. */
  public String configurationProperty() {
    return configurationProperty;
  }

  /** Whether every event reaches an appender while the framework reloads its configuration. */
  public boolean hasAnAppenderWhileReconfigured() {
    return hasAnAppenderWhileReconfigured;
  }

  /**
   * The content of an appender's element.
   *
   * @param settings {@code failback.x} is the setting x of failback; {@code failback} enables
   *     failback
   */
  public abstract String xml(Map<String, String> settings);

  /**
   * The framework's TLS element.
   *
   * @param parts stores, and optionally {@link #withoutNameCheck}
   */
  public abstract String ssl(List<String> parts);

  /**
   * @param name trustStore or keyStore
   */
  public abstract String store(String name, String file, String password);

  public abstract String withoutNameCheck();

  /** A structured data element without parameters. */
  public abstract String structuredData(String id);

  /** A layout element with this pattern. */
  public abstract String layout(String pattern);

  /** The pattern conversion that suppresses the stack trace. */
  public abstract String noStackTrace();

  /** The interface of the framework's events. */
  public abstract Class<?> eventType();

  private static String joined(List<String> parts, Predicate<String> which) {
    return parts.stream().filter(which).collect(Collectors.joining());
  }

  /**
   * Starts an application.
   *
   * @param properties system properties that the file refers to, set during the start
   */
  public Application start(URI configuration, Map<String, String> properties) {
    Map<String, String> before = new HashMap<>();
    properties.keySet().forEach(name -> before.put(name, System.getProperty(name)));
    System.getProperties().putAll(properties);
    try {
      return start(configuration);
    } finally {
      before.forEach(
          (name, value) -> {
            if (value == null) {
              System.clearProperty(name);
            } else {
              System.setProperty(name, value);
            }
          });
    }
  }

  /**
   * A configuration whose root logger has the appender SYSLOG.
   *
   * @param syslog the content of its element
   */
  public String configuration(String syslog) {
    return configuration(syslog, "", "");
  }

  /** Like {@link #configuration(String)}, with an additional appender that writes to a file. */
  public String configuration(String syslog, Path file, String pattern) {
    return configuration(syslog, fileAppender(file, pattern), reference("FILE"));
  }

  /**
   * Like {@link #configuration(String)}, with an appender FILE that the appender SYSLOG gives the
   * events that its buffer refuses.
   */
  public String configurationWithDiversion(String syslog, Path file, String pattern) {
    return configuration(syslog + reference("FILE"), fileAppender(file, pattern), "");
  }

  /** Like {@link #configuration(String)}, with elements of further appenders. */
  public String configuration(String syslog, String others) {
    return configuration(syslog, others, "");
  }

  /**
   * @param others elements of further appenders
   * @param references of the root logger to further appenders
   */
  abstract String configuration(String syslog, String others, String references);

  /** The element that refers to an appender. */
  public abstract String reference(String appender);

  /** The element for a listener of the appender SYSLOG. */
  public abstract String listener(Class<? extends SenderListener> type);

  abstract String fileAppender(Path file, String pattern);

  /** Formats an event's time as an RFC 5424 TIMESTAMP with microseconds. */
  public abstract String timestampPattern();

  private interface Setting {
    String xml(String name, String value);
  }

  private static String attribute(String name, String value) {
    return name + "=\"" + value + "\" ";
  }

  private static String element(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }

  private static String joined(Map<String, String> settings, Setting setting) {
    return settings.entrySet().stream()
        .map(entry -> setting.xml(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining());
  }

  private static Map<String, String> outside(Map<String, String> settings) {
    Map<String, String> outside = new TreeMap<>(settings);
    outside.keySet().removeIf(name -> name.startsWith(FAILBACK));
    return outside;
  }

  private static Map<String, String> within(Map<String, String> settings) {
    Map<String, String> within = new TreeMap<>();
    settings.forEach(
        (name, value) -> {
          if (name.startsWith(FAILBACK + ".")) {
            within.put(name.substring(FAILBACK.length() + 1), value);
          }
        });
    return within;
  }
}
