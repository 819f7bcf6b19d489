package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.failoversyslog.it.application.Command;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Eventually;
import io.github.failoversyslog.it.application.Framework;
import io.github.failoversyslog.it.application.MonitoredProcess;
import io.github.failoversyslog.it.server.SyslogTestServer;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.SenderMXBean;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With {@code registerMBean} another process sees and controls the appender over remote JMX. */
@EachFramework(inShortBuild = Framework.LOGBACK)
class JmxIT extends ApplicationFixture {
  private static final String PATTERN = "io.github.failoversyslog:type=Sender,name=SYSLOG,*";

  private SyslogTestServer primary;
  private SyslogTestServer failover1;

  JmxIT(Framework framework) {
    super(framework);
    set(SHORT_WAITS);
    set("registerMBean", "true");
    set("failback", "");
    set("failback.tcpProbeInterval", "1 h"); // no probe but those that are asked for
    set("failback.successfulProbesRequired", "3");
  }

  @BeforeEach
  void openServers() {
    primary = server("primary").open();
    failover1 = server("failover1").open();
  }

  private URI configuration() {
    return write(framework().configuration(framework().xml(settings())));
  }

  private static List<ObjectName> names(JMXConnector connector) throws IOException, JMException {
    return connector.getMBeanServerConnection().queryNames(new ObjectName(PATTERN), null).stream()
        .sorted()
        .toList();
  }

  private static SenderMXBean sender(JMXConnector connector, ObjectName name) throws IOException {
    return JMX.newMXBeanProxy(connector.getMBeanServerConnection(), name, SenderMXBean.class);
  }

  @Test
  void aConsoleSeesAFailoverProbesThePrimaryAndFailsBack() throws Exception {
    try (MonitoredProcess process = new MonitoredProcess(framework())) {
      process.start(configuration());
      try (JMXConnector connector = process.connect()) {
        SenderMXBean sender = sender(connector, names(connector).get(0));
        process.log(0, 100);
        Eventually.until("all", () -> primary.messages() == 100);
        assertThat(sender.getAccepted()).isEqualTo(100);
        assertThat(sender.getCondition()).isEqualTo("UP");
        assertThat(sender.getCurrentServer()).isEqualTo("127.0.0.1:" + primary.port());
        assertThat(sender.getLastChange()).isEmpty();
        assertThatThrownBy(sender::probePrimary)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("is in use already");

        seesTheFailover(sender);
        assertThat(outputOfTheExample(process.jmxAddress()))
            .contains("SYSLOG ON_FAILOVER_SERVER 127.0.0.1:" + failover1.port());
        probesAndFailsBack(sender);

        process.stop(0);
        assertThat(names(connector)).isEmpty();
      }
    }
  }

  private void seesTheFailover(SenderMXBean sender) {
    primary.crash();
    Eventually.until("failover", () -> sender.getCondition().equals("ON_FAILOVER_SERVER"));
    assertThat(sender.getCurrentServer()).isEqualTo("127.0.0.1:" + failover1.port());
    assertThat(sender.getFailovers()).isEqualTo(1);
    assertThat(sender.getLastChange()).isEqualTo("FAILOVER");
    assertThat(sender.getLastChangeReason()).contains("127.0.0.1:" + primary.port());
    assertThat(Duration.between(Instant.parse(sender.getLastChangeTime()), Instant.now()))
        .isBetween(Duration.ZERO, Duration.ofMinutes(1));
  }

  private void probesAndFailsBack(SenderMXBean sender) {
    long failed = sender.getProbesFailed();
    sender.probePrimary();
    Eventually.until("a failed probe", () -> sender.getProbesFailed() == failed + 1);
    primary.open();
    sender.probePrimary();
    Eventually.until("a passed probe", () -> sender.getProbesPassed() == 1);
    assertThat(sender.getCondition()).as("1 of 3").isEqualTo("ON_FAILOVER_SERVER");
    sender.failBackNow();
    Eventually.until("failback", () -> sender.getFailbacks() == 1);
    assertThat(sender.getProbesPassed()).isEqualTo(2);
    assertThat(sender.getCondition()).isEqualTo("UP");
    assertThat(sender.getLastChange()).isEqualTo("FAILBACK");
    assertThat(sender.getCurrentServer()).isEqualTo("127.0.0.1:" + primary.port());
  }

  /** Runs the example of the documentation without this project on its class path. */
  private static String outputOfTheExample(String address) throws Exception {
    return Command.run(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        Path.of("..", "docs", "examples", "SyslogJmx.java").toString(),
        address);
  }

  @Test
  void saysWhyNothingIsProbedWhileNoServerIsInUse() throws Exception {
    primary.close();
    failover1.close();
    try (MonitoredProcess process = new MonitoredProcess(framework())) {
      process.start(configuration());
      try (JMXConnector connector = process.connect()) {
        SenderMXBean sender = sender(connector, names(connector).get(0));
        Eventually.until("all tried", () -> sender.getConnectFailures() >= 2);
        for (ThrowingCallable operation :
            List.<ThrowingCallable>of(sender::probePrimary, sender::failBackNow)) {
          assertThatThrownBy(operation)
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("no server is in use");
        }
      }
    }
  }

  @Test
  void aConsoleWithoutOurClassesReadsOpenTypes() throws Exception {
    try (MonitoredProcess process = new MonitoredProcess(framework())) {
      process.start(configuration());
      try (JMXConnector connector = process.connect()) {
        MBeanServerConnection server = connector.getMBeanServerConnection();
        Object discarded = server.getAttribute(names(connector).get(0), "DiscardedByReason");
        assertThat(discarded).isInstanceOf(javax.management.openmbean.TabularData.class);
        assertThat(sender(connector, names(connector).get(0)).getDiscardedByReason())
            .hasSize(DiscardReason.values().length);
      }
    }
  }

  @Test
  void contextsWithTheSameNameAreDistinguished() throws Exception {
    try (MonitoredProcess process = new MonitoredProcess(framework())) {
      process.start(configuration());
      process.start(configuration());
      process.log(0, 3);
      process.log(1, 5);
      try (JMXConnector connector = process.connect()) {
        List<ObjectName> names = names(connector);
        assertThat(names).hasSize(2);
        assertThat(names)
            .extracting(name -> name.getKeyProperty("instance"))
            .containsExactlyInAnyOrder(null, "2");
        assertThat(sender(connector, instance(names, null)).getAccepted()).isEqualTo(3);
        assertThat(sender(connector, instance(names, "2")).getAccepted()).isEqualTo(5);
        process.stop(0);
        assertThat(names(connector)).containsExactly(instance(names, "2"));
        process.stop(1);
        assertThat(names(connector)).isEmpty();
      }
    }
  }

  private static ObjectName instance(List<ObjectName> names, String number) {
    return names.stream()
        .filter(name -> String.valueOf(name.getKeyProperty("instance")).equals(number + ""))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void loadsNothingOfJmxUnlessItIsAskedFor() throws IOException {
    assertThat(classesLoaded("true")).contains("io.github.failoversyslog.report.MBeans ");
    assertThat(classesLoaded("false"))
        .contains("io.github.failoversyslog.report.Monitoring ")
        .doesNotContain("io.github.failoversyslog.report.MBeans ")
        .doesNotContain("io.github.failoversyslog.status.SenderMXBean ")
        .doesNotContain("io.micrometer.");
  }

  private String classesLoaded(String registerMBean) throws IOException {
    set("registerMBean", registerMBean);
    Path log = folder.resolve("classes-" + registerMBean);
    try (MonitoredProcess process =
        new MonitoredProcess(framework(), "-Xlog:class+load:file=" + log)) {
      process.start(configuration());
      process.log(0, 1);
      process.stop(0);
      return Files.readString(log);
    }
  }
}
