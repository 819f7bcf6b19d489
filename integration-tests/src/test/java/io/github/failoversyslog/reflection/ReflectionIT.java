package io.github.failoversyslog.reflection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.EverySetting;
import io.github.failoversyslog.config.FramingMode;
import io.github.failoversyslog.it.application.Command;
import io.github.failoversyslog.it.application.DocumentedExample;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.Jars;
import io.github.failoversyslog.it.application.TestListeners;
import io.github.failoversyslog.it.server.SyslogTestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The metadata for native images name whatever the frameworks reach by reflection when they read
 * the configurations of the documentation, and one with every setting.
 */
class ReflectionIT {
  @TempDir Path folder;

  @Tag("full")
  @ParameterizedTest
  @EnumSource
  void theMetadataHaveWhatIsReachedByReflection(Framework framework) throws Exception {
    ReachabilityMetadata metadata = metadata(framework);
    List<Access> recorded = recorded(framework);
    assertThat(recorded).extracting(Access::type).contains(appender(framework).getName());
    assertThat(recorded.stream().filter(access -> !metadata.has(access)).map(Access::toString))
        .as("reached, and not in reflect-config.json")
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatTheMetadataNameExists(Framework framework) throws IOException {
    assertThat(metadata(framework).missing())
        .as("in reflect-config.json, and not in the JAR")
        .isEmpty();
  }

  private static Class<?> appender(Framework framework) {
    return framework == Framework.LOG4J2
        ? io.github.failoversyslog.log4j2.FailoverSyslogAppender.class
        : io.github.failoversyslog.logback.FailoverSyslogAppender.class;
  }

  private static ReachabilityMetadata metadata(Framework framework) throws IOException {
    return ReachabilityMetadata.of(List.of(Jars.CORE, Jars.of(appender(framework))));
  }

  private List<Access> recorded(Framework framework) throws Exception {
    Path record = folder.resolve("record");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-javaagent:" + agent());
    command.add(ReflectedApplication.class.getName());
    command.addAll(List.of(framework.name(), record.toString()));
    try (SyslogTestServer server = SyslogTestServer.keeping(FramingMode.OCTET_COUNTING).open()) {
      for (String xml : configurations(framework)) {
        Path file = folder.resolve("configuration" + command.size() + ".xml");
        Files.writeString(file, DocumentedExample.forServer(xml, server.port(), folder));
        command.add(file.toString());
      }
      ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
      program.environment().put("CLASSPATH", System.getProperty("java.class.path"));
      Command.run(program);
    }
    return Files.readAllLines(record).stream()
        .map(Access::parse)
        .filter(ReflectionIT::isOurs)
        .distinct()
        .sorted(Comparator.comparing(Access::toString))
        .toList();
  }

  /** Not of the tests, and not what the JDK reads itself and a native image has anyway. */
  private static boolean isOurs(Access access) {
    try {
      Class<?> type = Class.forName(access.type(), false, ReflectionIT.class.getClassLoader());
      boolean isValuesOfEnum = type.isEnum() && access.member().equals("values");
      return !isValuesOfEnum && !type.isAnnotation() && isInOurJars(type);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isInOurJars(Class<?> type) {
    return type.getProtectionDomain().getCodeSource() != null
        && Jars.ours().contains(Jars.of(type));
  }

  private static List<String> configurations(Framework framework) throws IOException {
    List<String> all = new ArrayList<>();
    for (String xml : DocumentedExample.filesWith("FailoverSyslog|appender|[Cc]onfiguration")) {
      boolean isLogbacks = xml.contains("<appender ");
      boolean isWhole = xml.contains("onfiguration>");
      if (isLogbacks == (framework == Framework.LOGBACK) && xml.contains("FailoverSyslog")) {
        all.add(isWhole ? xml : around(framework).formatted(xml));
      }
    }
    assertThat(all).hasSizeGreaterThan(5);
    all.add(withMBean(framework));
    all.add(withEverything(framework));
    return all;
  }

  private static String around(Framework framework) {
    return framework == Framework.LOG4J2
        ? "<Configuration><Appenders>%s</Appenders><Loggers><Root level=\"info\">"
            + "<AppenderRef ref=\"SYSLOG\"/></Root></Loggers></Configuration>"
        : "<configuration>%s<root level=\"info\"><appender-ref ref=\"SYSLOG\"/></root>"
            + "</configuration>";
  }

  private static String withMBean(Framework framework) {
    return framework.configuration(
        framework.xml(Map.of("host", "127.0.0.1", "appName", "shop", "registerMBean", "true")));
  }

  /** Such a configuration is refused, after all of it has been read. */
  private static String withEverything(Framework framework) {
    return framework.configuration(
        framework.xml(EverySetting.withValues())
            + framework.ssl(List.of(framework.store("trustStore", "trust.p12", "changeit")))
            + framework.structuredData("shop@32473")
            + framework.listener(TestListeners.Recording.class)
            + framework.layout("%m"));
  }

  private Path agent() throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", ReflectionAgent.class.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    Path jar = folder.resolve("agent.jar");
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close(); // the classes are on the class path
    }
    return jar;
  }
}
