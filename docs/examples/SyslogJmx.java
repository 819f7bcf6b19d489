import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Prints the condition of every appender of a process with remote JMX, and may call an operation:
 * {@code java SyslogJmx.java app1:9010} or {@code java SyslogJmx.java app1:9010 failBackNow}.
 */
class SyslogJmx {
  public static void main(String[] args) throws Exception {
    JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + args[0] + "/jmxrmi");
    try (JMXConnector connector = JMXConnectorFactory.connect(url)) {
      MBeanServerConnection server = connector.getMBeanServerConnection();
      ObjectName all = new ObjectName("io.github.failoversyslog:type=Sender,*");
      for (ObjectName sender : server.queryNames(all, null)) {
        System.out.printf(
            "%s %s %s, discarded %s%n",
            sender.getKeyProperty("name"),
            server.getAttribute(sender, "Condition"),
            server.getAttribute(sender, "CurrentServer"),
            server.getAttribute(sender, "Discarded"));
        if (args.length > 1) {
          server.invoke(sender, args[1], null, null);
        }
      }
    }
  }
}
