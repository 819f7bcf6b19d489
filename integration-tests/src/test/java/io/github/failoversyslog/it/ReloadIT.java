package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.FailoverSyslogMetrics;
import io.github.failoversyslog.it.application.Application;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.Log4j2Application;
import io.github.failoversyslog.it.application.LogbackApplication;
import io.github.failoversyslog.it.application.OwnClassLoader;
import io.github.failoversyslog.it.application.Redeployed;
import io.github.failoversyslog.it.application.SteadyFlow;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.SenderStatistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is seen from outside continues over reloads of the configuration, and nothing is held. */
@EachFramework
class ReloadIT extends ApplicationFixture {
  private static final int RELOADS = 20;
  private static final int EVENTS_BETWEEN = 20;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FailoverSyslogMetrics metrics = new FailoverSyslogMetrics();
  private final ExecutorService operator = Executors.newSingleThreadExecutor();
  private SyslogTestServer primary;

  ReloadIT(Framework framework) {
    super(framework);
    set(SHORT_WAITS);
    set("registerMBean", "true");
  }

  @BeforeEach
  void bind() {
    primary = server("primary").open();
    metrics.bindTo(registry);
  }

  @AfterEach
  void close() {
    operator.shutdownNow();
    metrics.close();
  }

  private Set<ObjectName> beans() throws JMException {
    return ManagementFactory.getPlatformMBeanServer()
        .queryNames(new ObjectName("io.github.failoversyslog:*"), null);
  }

  private long counter(String name) {
    String framework = framework().name().toLowerCase(Locale.ROOT);
    return (long)
        registry
            .find("failover.syslog." + name)
            .tag("framework", framework)
            .functionCounters()
            .stream()
            .mapToDouble(FunctionCounter::count)
            .sum();
  }

  private Set<Meter.Id> ids() {
    Set<Meter.Id> ids =
        registry.getMeters().stream()
            .map(Meter::getId)
            .collect(Collectors.toCollection(HashSet::new));
    assertThat(registry.getMeters()).hasSameSizeAs(ids);
    return ids;
  }

  @Test
  void metricsAndTheMBeanContinueOverReloadsUnderLoad() throws Exception {
    long before = counter("events.accepted"); // of earlier tests in this JVM
    Application application = start();
    Set<Meter.Id> meters = ids();
    Set<ObjectName> bean = beans();
    assertThat(bean).hasSize(1);
    long startNanos = System.nanoTime();
    SteadyFlow flow = SteadyFlow.start(application::info);
    long last = before;
    for (int i = 0; i < RELOADS; i++) {
      int logged = flow.logged();
      Eventually.until("events", () -> flow.logged() > logged + EVENTS_BETWEEN);
      application.reconfigure();
      long now = counter("events.accepted");
      assertThat(now).isGreaterThan(last);
      last = now;
      assertThat(ids()).isEqualTo(meters);
      assertThat(beans()).isEqualTo(bean);
    }
    int events = flow.stop();
    application.stop();
    long accepted = sumOf(application, SenderStatistics::accepted);
    long discarded = sumOf(application, SenderStatistics::allDiscarded);
    System.out.printf(
        "RELOAD %s: %d times in %d ms, %d events logged, %d accepted, %d discarded, longest call %d ms%n",
        framework().title(),
        RELOADS,
        Duration.ofNanos(System.nanoTime() - startNanos).toMillis(),
        events,
        accepted,
        discarded,
        Duration.ofNanos(flow.longestCallNanos()).toMillis());
    assertThat(counter("events.accepted") - before).isEqualTo(accepted);
    if (framework().hasAnAppenderWhileReconfigured()) {
      assertThat(accepted).isEqualTo(events);
      assertThat(discarded).isZero();
    } else {
      assertThat(accepted + discarded).isGreaterThan(RELOADS * EVENTS_BETWEEN).isLessThan(events);
      assertThat(discarded).as("during the stops").isGreaterThan(RELOADS);
      assertThat(sumOf(application, now -> now.discarded().get(DiscardReason.STOPPED)))
          .isEqualTo(discarded);
    }
    assertThat(primary.messages()).isGreaterThanOrEqualTo(accepted);
    assertThat(beans()).isEmpty();
  }

  private static long sumOf(Application application, ToLongFunction<SenderStatistics> value) {
    return application.statisticsOfAll().stream().mapToLong(value).sum();
  }

  @Test
  void aStoppedContextIsNotHeld() {
    WeakReference<Object> context = contextThatWasStopped();
    Eventually.until("the context to be collected", () -> isCollected(context));
    assertThat(registry.getMeters()).isNotEmpty();
  }

  private WeakReference<Object> contextThatWasStopped() {
    Application application =
        framework().start(write(framework().configuration(framework().xml(settings()))));
    application.info("one");
    application.reconfigure();
    application.info("two");
    application.stop();
    return new WeakReference<>(
        application instanceof Log4j2Application log4j
            ? ((org.apache.logging.log4j.core.Logger) log4j.logger()).getContext()
            : ((LogbackApplication) application).logger().getLoggerContext());
  }

  private static boolean isCollected(WeakReference<?> reference) {
    System.gc();
    return reference.refersTo(null);
  }

  @Test
  void anUndeployedApplicationsClassesAreNotHeld() throws Exception {
    WeakReference<ClassLoader> loader = loaderOfAnApplicationThatEnded();
    Eventually.until("the class loader to be collected", () -> isCollected(loader));
  }

  private WeakReference<ClassLoader> loaderOfAnApplicationThatEnded() throws Exception {
    operator.submit(() -> {}).get();
    ClassLoader loader = new OwnClassLoader(getClass().getClassLoader());
    Class<?> program = loader.loadClass(Redeployed.class.getName());
    assertThat(program).isNotSameAs(Redeployed.class);
    SyslogTestServer other = server("other").open();
    Map<String, String> its =
        Map.of(
            "host", "127.0.0.1",
            "port", Integer.toString(primary.port()),
            "failoverServers", "127.0.0.1:" + other.port(),
            "failback", "",
            "failback.tcpProbeInterval", "50 ms",
            "failback.successfulProbesRequired", "2",
            "spoolFile", folder.resolve("spool").toString(),
            "spoolSize", "1 MB",
            "heartbeatInterval", "1 s",
            "registerMBean", "true");
    Method run =
        program.getMethod("run", MeterRegistry.class, Map.class, Runnable.class, Runnable.class);
    FutureTask<Object> application =
        new FutureTask<>(
            () ->
                run.invoke(
                    null, registry, its, elsewhere(primary::crash), elsewhere(primary::open)));
    new Thread(application).start(); // JUnit's threads start others when they wait
    application.get();
    return new WeakReference<>(loader);
  }

  /**
   * On a thread that is there already: one that is started within the application's call inherits
   * its access control context, and with it holds the class loader.
   */
  private Runnable elsewhere(Runnable task) {
    return () -> {
      try {
        operator.submit(task).get();
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
    };
  }
}
