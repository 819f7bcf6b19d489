package io.github.failoversyslog.reflection;

import ch.qos.logback.classic.joran.JoranConfigurator;
import io.github.failoversyslog.it.application.Framework;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.logging.log4j.core.LoggerContext;
import org.slf4j.MDC;

/**
 * Logs an event with each of several configurations, and writes what {@link ReflectionAgent} has
 * recorded.
 */
final class ReflectedApplication {
  private ReflectedApplication() {}

  /**
   * @param args the framework, the file to write, and the configurations
   */
  public static void main(String[] args) throws Exception {
    for (String configuration : List.of(args).subList(2, args.length)) {
      if (Framework.valueOf(args[0]) == Framework.LOG4J2) {
        logWithLog4j(Path.of(configuration).toUri());
      } else {
        logWithLogback(Path.of(configuration).toUri());
      }
    }
    Files.write(
        Path.of(args[1]),
        ReflectionAgent.recorded().stream().map(found -> Access.to(found).line()).toList());
  }

  private static void logWithLog4j(URI configuration) throws JMException {
    LoggerContext context = new LoggerContext("reflected", null, configuration);
    context.start();
    context.getLogger("shop").info("an event");
    readMBeans();
    context.stop();
  }

  private static void logWithLogback(URI configuration) throws Exception {
    var context = new ch.qos.logback.classic.LoggerContext();
    context.setMDCAdapter(MDC.getMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(configuration.toURL());
    context.getLogger("shop").info("an event");
    readMBeans();
    context.stop();
  }

  /** All attributes of all that are registered. */
  private static void readMBeans() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName name : server.queryNames(new ObjectName("io.github.failoversyslog:*"), null)) {
      for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
        server.getAttribute(name, attribute.getName());
      }
    }
  }
}
