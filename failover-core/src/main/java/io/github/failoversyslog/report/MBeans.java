package io.github.failoversyslog.report;

import io.github.failoversyslog.status.SenderMXBean;
import io.github.failoversyslog.status.SenderName;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * Registers MBeans with the platform's server: one for the senders that have one name in one
 * context, as long as any of them runs. If another context's has the same name, it is distinguished
 * by {@code instance=2} and so on. Any thread.
 */
final class MBeans {
  private static final String DOMAIN = "io.github.failoversyslog";
  private static final int MOST_INSTANCES = 1000;

  private static final MBeans OF_THIS_JVM = new MBeans(ManagementFactory.getPlatformMBeanServer());

  private final MBeanServer server;
  private final Map<SendersOfOneName, ObjectName> names = new HashMap<>();

  MBeans(MBeanServer server) {
    this.server = server;
  }

  static MBeans ofThisJvm() {
    return OF_THIS_JVM;
  }

  /** Once for each sender, which is among the running ones. */
  synchronized void register(SendersOfOneName senders) throws JMException {
    if (!names.containsKey(senders)) {
      names.put(senders, registerFirst(senders));
    }
  }

  /** Once for each sender, which is no longer among the running ones. */
  synchronized void unregister(SendersOfOneName senders) throws JMException {
    ObjectName name = senders.running().isEmpty() ? names.remove(senders) : null;
    if (name != null) {
      server.unregisterMBean(name);
    }
  }

  private ObjectName registerFirst(SendersOfOneName senders) throws JMException {
    StandardMBean bean = new StandardMBean(new SenderMBean(senders), SenderMXBean.class, true);
    for (int instance = 1; instance < MOST_INSTANCES; instance++) {
      ObjectName name = objectName(senders.name(), instance);
      try {
        return server.registerMBean(bean, name).getObjectName();
      } catch (InstanceAlreadyExistsException e) {
        // of another context or, if there are several copies of this class, of another class loader
      }
    }
    throw new InstanceAlreadyExistsException(objectName(senders.name(), 1).toString());
  }

  private static ObjectName objectName(SenderName sender, int instance) throws JMException {
    String text =
        DOMAIN
            + ":type=Sender,framework="
            + value(sender.framework())
            + ",context="
            + value(sender.context())
            + ",name="
            + value(sender.name());
    return new ObjectName(instance == 1 ? text : text + ",instance=" + instance);
  }

  /** As it is, or in quotes if it contains what an object name may not. */
  private static String value(String text) {
    boolean plain = text.chars().noneMatch(c -> ",=:\"*?\n".indexOf(c) >= 0);
    return plain && !text.isEmpty() ? text : ObjectName.quote(text);
  }
}
