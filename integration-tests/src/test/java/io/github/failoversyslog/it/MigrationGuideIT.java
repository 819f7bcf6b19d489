package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.net.SyslogAppender;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LevelToSyslogSeverity;
import io.github.failoversyslog.docs.Markdown;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.logstash.logback.appender.LogstashTcpSocketAppender;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.appender.FailoverAppender;
import org.apache.logging.log4j.core.config.plugins.PluginAliases;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.apache.logging.log4j.core.layout.Rfc5424Layout;
import org.apache.logging.log4j.core.net.Severity;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/migration.md} list every setting of the other appenders. */
class MigrationGuideIT {
  private static final Markdown GUIDE = Markdown.of("docs/migration.md");
  private static final Pattern NAME = Pattern.compile("`<?(\\w+)>?`");
  private static final Set<String> OF_EVERY_COMPONENT =
      Set.of("context", "error", "info", "warn", "status");

  private static Set<String> namesBelow(String heading) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (List<String> row : GUIDE.tableBelow(heading)) {
      NAME.matcher(row.get(0)).results().forEach(found -> names.add(found.group(1)));
    }
    return names;
  }

  /** The attributes and elements of a Log4j builder. */
  private static Set<String> settingsOfBuilder(Class<?> builder) {
    Set<String> names = new TreeSet<>();
    for (Class<?> type = builder; type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        for (Annotation annotation : field.getAnnotations()) {
          addNames(annotation, field.getName(), names);
        }
      }
    }
    return names;
  }

  private static void addNames(Annotation annotation, String fieldName, Set<String> names) {
    if (annotation instanceof PluginBuilderAttribute attribute) {
      names.add(attribute.value().isEmpty() ? fieldName : attribute.value());
    } else if (annotation instanceof PluginAttribute attribute) {
      names.add(attribute.value());
    } else if (annotation instanceof PluginElement element) {
      names.add(element.value());
    } else if (annotation instanceof PluginAliases aliases
        && !fieldName.equals("sslConfiguration")) {
      names.addAll(List.of(aliases.value()));
    }
  }

  /** The settings of a Logback component: its {@code set} and {@code add} methods. */
  private static Set<String> settingsOfBean(Class<?> bean) {
    Set<String> names = new TreeSet<>();
    for (Method method : bean.getMethods()) {
      if (method.getParameterCount() == 1 && method.getName().matches("(set|add)[A-Z].*")) {
        String name = method.getName().substring(3);
        names.add(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
      }
    }
    names.removeAll(OF_EVERY_COMPONENT);
    return names;
  }

  @Test
  void hasEveryAttributeOfLog4jsSyslogAndSocket() throws ClassNotFoundException {
    String appenders = "org.apache.logging.log4j.core.appender.";
    Set<String> documented = namesBelow("## From Log4j's Syslog");
    for (String appender : List.of("SyslogAppender", "SocketAppender")) {
      Class<?> builder = Class.forName(appenders + appender + "$Builder");
      assertThat(documented).as(appender).containsAll(settingsOfBuilder(builder));
    }
  }

  @Test
  void hasEveryAttributeOfLog4jsRfc5424Layout() {
    assertThat(namesBelow("## From Log4j's Socket"))
        .containsAll(settingsOfBuilder(Rfc5424Layout.Rfc5424LayoutBuilder.class));
  }

  @Test
  void hasEveryAttributeOfLog4jsFailover() {
    Set<String> names = new TreeSet<>();
    Stream.of(FailoverAppender.class.getMethods())
        .filter(method -> method.isAnnotationPresent(PluginFactory.class))
        .flatMap(method -> Stream.of(method.getParameterAnnotations()))
        .flatMap(Stream::of)
        .forEach(annotation -> addNames(annotation, "", names));
    assertThat(names).isNotEmpty();
    assertThat(namesBelow("## From Log4j's Failover")).containsAll(names);
  }

  @Test
  void hasEverySettingOfLogbacksSyslogAppender() {
    assertThat(namesBelow("## From Logback's SyslogAppender"))
        .containsAll(settingsOfBean(SyslogAppender.class));
  }

  @Test
  void hasEverySettingOfLogstashLogbackEncodersTcpAppender() {
    assertThat(namesBelow("## From logstash-logback-encoder's TCP appender"))
        .containsAll(settingsOfBean(LogstashTcpSocketAppender.class));
  }

  @Test
  void hasTheSeveritiesOfBothFrameworks() {
    List<List<String>> rows = GUIDE.tableBelow("## Severities");
    assertThat(rows).hasSize(Level.values().length);
    for (List<String> row : rows) {
      String level = row.get(0).replace("`", "");
      int log4j = Severity.getSeverity(Level.valueOf(level)).getCode();
      assertThat(row.get(2)).as(level).isEqualTo(Integer.toString(log4j));
      assertThat(row.get(1)).as(level).startsWith(log4j + " ");
      if (!row.get(3).isEmpty()) {
        LoggingEvent event = new LoggingEvent();
        event.setLevel(ch.qos.logback.classic.Level.valueOf(level));
        int logback = LevelToSyslogSeverity.convert(event);
        assertThat(row.get(3)).as(level).isEqualTo(Integer.toString(logback));
      }
    }
  }
}
