package io.github.failoversyslog.it.application;

import io.github.failoversyslog.FailoverSyslogMetrics;
import io.github.failoversyslog.SyslogSender;
import io.github.failoversyslog.SyslogSenders;
import io.github.failoversyslog.status.Discards;
import io.github.failoversyslog.status.SenderHealth;
import io.github.failoversyslog.status.SenderHealth.Condition;
import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.ServerChange;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.status.Status;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What an application and those who watch it do between its deployment and its end. */
public final class Redeployed {
  private static final long LIMIT_NANOS = 30_000_000_000L;

  private final MeterRegistry registry;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Set<Object> values = ConcurrentHashMap.newKeySet();

  private Redeployed(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * @param registry outlives the application
   * @param settings of a primary with failback, and another server
   */
  public static void run(
      MeterRegistry registry,
      Map<String, String> settings,
      Runnable crashPrimary,
      Runnable openPrimary)
      throws Exception {
    Redeployed application = new Redeployed(registry);
    try (FailoverSyslogMetrics metrics = new FailoverSyslogMetrics()) {
      metrics.bindTo(registry);
      application.failsOverAndBack(settings, crashPrimary, openPrimary);
      application.failsOverAndBack(settings, crashPrimary, openPrimary); // as after a reload
    }
  }

  private void failsOverAndBack(
      Map<String, String> settings, Runnable crashPrimary, Runnable openPrimary) throws Exception {
    SyslogSender sender = SyslogSender.of("redeployed", settings, new Listener());
    sender.addListener(new Listener());
    sender.start();
    sender.message(Severity.ERROR, 0, 0, null).send();
    await(() -> sender.health().condition() == Condition.UP);
    sender.discard();
    crashPrimary.run();
    await(() -> sender.health().server().isPresent() && sender.statistics().failovers() > 0);
    look(sender);
    openPrimary.run();
    await(() -> sender.statistics().failbacks() > 0);
    look(sender);
    sender.stop();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT_NANOS) {
        throw new IllegalStateException("waited in vain");
      }
      Thread.sleep(2);
    }
  }

  private void look(SyslogSender sender) throws JMException {
    long meters =
        registry.getMeters().stream()
            .filter(meter -> "redeployed".equals(meter.getId().getTag("appender")))
            .peek(meter -> meter.measure().forEach(Measurement::getValue))
            .count();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName pattern = new ObjectName("io.github.failoversyslog:name=redeployed,*");
    ObjectName name = server.queryNames(pattern, null).iterator().next();
    for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
      told.add(attribute.getName() + "=" + server.getAttribute(name, attribute.getName()));
    }
    List<SenderHealth> senders = SyslogSenders.health();
    senders.forEach(this::take);
    take(sender.statistics());
    if (meters < 20 || senders.isEmpty()) {
      throw new IllegalStateException(told.toString());
    }
  }

  /** As a listener does that reports each value once. */
  private void take(Object value) {
    values.add(value);
    if (!value.equals(values)) {
      told.add(value.toString());
    }
  }

  /** Is told of everything. */
  private final class Listener implements SenderListener {
    @Override
    public void status(Status status) {
      take(status);
    }

    @Override
    public void changed(ServerChange change) {
      take(change);
    }

    @Override
    public void discarding(Discards discards) {
      take(discards);
    }
  }
}
