package io.github.failoversyslog.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.SenderHealth;
import io.github.failoversyslog.status.SenderHealth.Condition;
import io.github.failoversyslog.status.SenderMXBean;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.SenderStatistics;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.ServerChange;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.junit.jupiter.api.Test;

class MBeansTest {
  private static final SenderName NAME = new SenderName("log4j2", "app", "SYSLOG");
  private static final String OBJECT_NAME =
      "io.github.failoversyslog:type=Sender,framework=log4j2,context=app,name=SYSLOG";

  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final MBeans beans = new MBeans(server);
  private final RunningSenders running = new RunningSenders();
  private final Counters counters = new Counters();
  private final MonitoredSender sender = sender(counters, "log2");

  private static MonitoredSender sender(Counters counters, String server) {
    MonitoredSender sender = mock(MonitoredSender.class);
    when(sender.counters()).thenReturn(counters);
    when(sender.health()).thenReturn(health(Condition.UP));
    when(sender.currentServer()).thenReturn(Optional.of(new Server(server, 601)));
    when(sender.oldestWaiting()).thenReturn(Duration.ofMillis(1500));
    when(sender.lastChange()).thenReturn(Optional.of(change("2026-03-09T07:05:01Z")));
    when(sender.spoolFault()).thenReturn(Optional.empty());
    when(sender.bytesWaiting()).thenReturn(100L);
    when(sender.bytesUnconfirmed()).thenReturn(10L);
    when(sender.bufferSize()).thenReturn(1024L);
    return sender;
  }

  private SendersOfOneName started(Object context, SenderName name) {
    return running.started(context, name, sender);
  }

  private static ServerChange change(String time) {
    return new ServerChange(
        ServerChange.Kind.FAILOVER,
        Instant.parse(time),
        new Server("log1", 601),
        new Server("log2", 601),
        "log1:601 lost (reset)",
        3);
  }

  private Set<String> names() throws JMException {
    return server.queryNames(new ObjectName("io.github.failoversyslog:*"), null).stream()
        .map(ObjectName::toString)
        .collect(Collectors.toSet());
  }

  private Object attribute(String name) throws JMException {
    return server.getAttribute(new ObjectName(OBJECT_NAME), name);
  }

  @Test
  void showsTheStatistics() throws JMException {
    beans.register(started(this, NAME));
    counters.accepted.add(1234);
    counters.discard(DiscardReason.BUFFER_FULL, 7);
    when(sender.health()).thenReturn(health(Condition.ON_FAILOVER_SERVER));
    assertThat(attribute("Senders")).isEqualTo(1);
    assertThat(attribute("Accepted")).isEqualTo(1234L);
    assertThat(attribute("Discarded")).isEqualTo(7L);
    assertThat(attribute("DiscardedByReason")).asString().contains("BUFFER_FULL", "value=7");
    assertThat(attribute("BytesWaiting")).isEqualTo(100L);
    assertThat(attribute("BytesUnconfirmed")).isEqualTo(10L);
    assertThat(attribute("BufferSize")).isEqualTo(1024L);
    assertThat(attribute("CurrentServer")).isEqualTo("log2:601");
    assertThat(attribute("Condition")).isEqualTo("ON_FAILOVER_SERVER");
    assertThat(attribute("OldestWaitingMillis")).isEqualTo(1500L);
    assertThat(attribute("LastChange")).isEqualTo("FAILOVER");
    assertThat(attribute("LastChangeTime")).isEqualTo("2026-03-09T07:05:01Z");
    assertThat(attribute("LastChangeReason")).isEqualTo("log1:601 lost (reset)");
    assertThat(attribute("SpoolFault")).isEqualTo("");
  }

  private static SenderHealth health(Condition condition) {
    return new SenderHealth(NAME, condition, Optional.empty(), 0, 0, Duration.ZERO, 0);
  }

  @Test
  void everyCounterAndSizeOfTheStatisticsIsAnAttributeWithItsValue() throws Exception {
    MBeanAttributeInfo[] attributes = register().getAttributes();
    assertThat(attributes).isNotEmpty();
    Set<String> names =
        Arrays.stream(attributes).map(MBeanAttributeInfo::getName).collect(Collectors.toSet());
    for (RecordComponent component : SenderStatistics.class.getRecordComponents()) {
      if (component.getType() == long.class) {
        assertThat(names).contains(capitalized(component.getName()));
      }
    }
    for (Field field : Counters.class.getFields()) {
      if (field.getType() == LongAdder.class) {
        String attribute = capitalized(field.getName());
        ((LongAdder) field.get(counters)).add(attribute.hashCode());
        assertThat(attribute(attribute)).as(attribute).isEqualTo((long) attribute.hashCode());
      }
    }
  }

  private static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private MBeanInfo register() throws JMException {
    beans.register(started(this, NAME));
    return server.getMBeanInfo(new ObjectName(OBJECT_NAME));
  }

  @Test
  void isGoneWhenTheLastSenderHasEnded() throws JMException {
    beans.register(started(this, NAME));
    MonitoredSender next = sender(new Counters(), "log2");
    beans.register(running.started(this, NAME, next)); // a reload: the old one has not ended yet
    assertThat(names()).containsExactly(OBJECT_NAME);
    ends(this, next);
    assertThat(names()).containsExactly(OBJECT_NAME);
    ends(this, sender);
    assertThat(names()).isEmpty();
  }

  private void ends(Object context, MonitoredSender ended) throws JMException {
    beans.unregister(running.ended(context, NAME, ended, failed -> {}).orElseThrow());
  }

  @Test
  void staysWhileASenderRunsThoughAnotherOneCouldNotRegister() throws JMException {
    SendersOfOneName senders = started(this, NAME); // its registration has failed
    MonitoredSender next = sender(new Counters(), "log2");
    beans.register(running.started(this, NAME, next));
    ends(this, sender);
    assertThat(names()).containsExactly(OBJECT_NAME);
    assertThat(senders.running()).containsExactly(next);
  }

  @Test
  void aSecondContextOfTheSameNameIsTheSecondInstance() throws JMException {
    SendersOfOneName first = started("first", NAME);
    SendersOfOneName second = running.started("second", NAME, sender(new Counters(), "log2"));
    beans.register(first);
    beans.register(second);
    assertThat(names()).containsExactlyInAnyOrder(OBJECT_NAME, OBJECT_NAME + ",instance=2");
    ends("first", sender);
    assertThat(names()).containsExactly(OBJECT_NAME + ",instance=2");
  }

  @Test
  void aNameWithCharactersThatJmxReservesIsQuoted() throws JMException {
    beans.register(started(this, new SenderName("logback", "", "a=b,\"c\"*")));
    assertThat(names())
        .containsExactly(
            "io.github.failoversyslog:type=Sender,framework=logback,context=\"\",name=\"a=b,\\\"c\\\"\\*\"");
  }

  @Test
  void operationsReachTheSenderAndTellWhyTheyAreRefused() throws JMException {
    beans.register(started(this, NAME));
    ObjectName name = new ObjectName(OBJECT_NAME);
    server.invoke(name, "probePrimary", null, null);
    verify(sender).probePrimary();
    doThrow(new IllegalStateException("no failback")).when(sender).failBackNow();
    assertThatThrownBy(() -> server.invoke(name, "failBackNow", null, null))
        .isInstanceOf(RuntimeMBeanException.class)
        .hasRootCauseMessage("no failback");
  }

  private MonitoredSender secondOfTheName(Counters own) throws JMException {
    MonitoredSender second = sender(own, "log1");
    beans.register(started(this, NAME));
    beans.register(running.started(this, NAME, second));
    return second;
  }

  @Test
  void severalSendersOfOneNameAreShownAsTheirSum() throws JMException {
    Counters own = new Counters();
    MonitoredSender second = secondOfTheName(own);
    counters.accepted.add(3);
    own.accepted.add(40);
    counters.discard(DiscardReason.STOPPED, 5);
    own.discard(DiscardReason.STOPPED, 60);
    when(second.oldestWaiting()).thenReturn(Duration.ofMillis(900));
    when(sender.health()).thenReturn(health(Condition.BUFFERING));
    when(second.lastChange()).thenReturn(Optional.of(change("2026-03-09T07:05:00Z")));
    when(second.spoolFault()).thenReturn(Optional.of("file in use"));
    assertThat(names()).containsExactly(OBJECT_NAME);
    assertThat(attribute("Senders")).isEqualTo(2);
    assertThat(attribute("Accepted")).isEqualTo(43L);
    assertThat(attribute("Discarded")).isEqualTo(65L);
    assertThat(attribute("BytesWaiting")).isEqualTo(200L);
    assertThat(attribute("BytesUnconfirmed")).isEqualTo(20L);
    assertThat(attribute("BufferSize")).isEqualTo(2048L);
    assertThat(attribute("OldestWaitingMillis")).isEqualTo(1500L);
    assertThat(attribute("Condition")).isEqualTo("BUFFERING");
    assertThat(attribute("CurrentServer")).isEqualTo("log2:601, log1:601");
    assertThat(attribute("LastChangeTime")).isEqualTo("2026-03-09T07:05:01Z");
    assertThat(attribute("SpoolFault")).isEqualTo("file in use");

    running.ended(this, NAME, second, failure -> {});
    when(sender.lastChange()).thenReturn(Optional.empty());
    assertThat(attribute("Senders")).isEqualTo(1);
    assertThat(attribute("Accepted")).isEqualTo(43L);
    assertThat(attribute("BufferSize")).isEqualTo(1024L);
    assertThat(attribute("LastChangeTime")).as("of the ended").isEqualTo("2026-03-09T07:05:00Z");
  }

  @Test
  void anOperationReachesEverySenderAndIsRefusedIfAllRefuse() throws JMException {
    MonitoredSender second = secondOfTheName(new Counters());
    ObjectName name = new ObjectName(OBJECT_NAME);
    doThrow(new IllegalStateException("in use already")).when(sender).failBackNow();
    server.invoke(name, "failBackNow", null, null);
    verify(second).failBackNow();
    doThrow(new IllegalStateException("no failback")).when(second).failBackNow();
    assertThatThrownBy(() -> server.invoke(name, "failBackNow", null, null))
        .isInstanceOf(RuntimeMBeanException.class)
        .hasRootCauseMessage("no failback");
  }

  @Test
  void isAnMXBean() {
    assertThat(JMX.isMXBeanInterface(SenderMXBean.class)).isTrue();
  }
}
