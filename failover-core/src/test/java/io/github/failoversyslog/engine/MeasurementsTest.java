package io.github.failoversyslog.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.failover.Trigger;
import io.github.failoversyslog.report.Announcer;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.ServerChange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurementsTest {
  private static final Server PRIMARY = new Server("log1", 601);
  private static final Server OTHER = new Server("log2", 601);
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final MessageRing ring = MessageRing.inMemory(1024);
  private final MessageStore store = mock();
  private final Announcer announcer = mock();
  private final OperatorRequests requests = mock();
  private final Counters counters = new Counters();
  private final Map<String, String> settings =
      new HashMap<>(Map.of("host", "log1", "failoverServers", "log2:601"));
  private Instant now = NOON;

  @BeforeEach
  void setUp() {
    when(store.ring()).thenReturn(ring);
    when(store.spoolFault()).thenReturn(Optional.of("disk failed"));
    when(announcer.current()).thenReturn(Optional.of(OTHER));
    settings.put("failback.successfulProbesRequired", "3");
  }

  private Measurements measurements() {
    return new Measurements(
        new SenderName("none", "", "SYSLOG"),
        SenderConfig.of(settings),
        counters,
        store,
        announcer,
        requests,
        () -> now);
  }

  private void append(String message) {
    byte[] bytes = message.getBytes(US_ASCII);
    ring.append(bytes, bytes.length, 1024, new LongAdder());
  }

  @Test
  void divideTheBufferIntoWhatWaitsAndWhatIsUnconfirmed() {
    for (int i = 0; i < 6; i++) {
      append("8 bytes."); // 16 with the header
    }
    ring.read("", (message, position, none) -> position < 3 * 16);
    ring.release(16);
    Measurements measured = measurements();
    assertThat(measured.bytesWaiting()).isEqualTo(3 * 16);
    assertThat(measured.bytesUnconfirmed()).isEqualTo(2 * 16);
    assertThat(measured.bytesInBuffer()).isEqualTo(5 * 16);
    assertThat(measured.bufferSize()).isEqualTo(1024);
    assertThat(measured.statistics().bytesWaiting()).isEqualTo(3 * 16);
    assertThat(measured.statistics().bytesUnconfirmed()).isEqualTo(2 * 16);
  }

  @ParameterizedTest
  @CsvSource({"12:00:00, PT0S", "12:00:07.5, PT7.5S", "11:59:00, PT0S", "12:10:00, PT10M"})
  void includeTheAgeOfTheOldestWaitingMessage(String time, Duration age) {
    append("<14>1 2026-03-01T12:00:00.000000Z host app 1 - - first");
    append("<14>1 2026-03-01T12:00:05.000000Z host app 1 - - second");
    now = Instant.parse("2026-03-01T" + time + "Z");
    assertThat(measurements().oldestWaiting()).isEqualTo(age);
  }

  @Test
  void areOfTheServersInTheOrderOfTheSettings() {
    ServerChange change =
        new ServerChange(ServerChange.Kind.FAILOVER, NOON, PRIMARY, OTHER, "timeout", 2);
    when(announcer.lastChange()).thenReturn(Optional.of(change));
    Measurements measured = measurements();
    assertThat(measured.servers()).containsExactly(PRIMARY, OTHER);
    assertThat(measured.currentServer()).contains(OTHER);
    assertThat(measured.lastChange()).contains(change);
    assertThat(measured.spoolFault()).contains("disk failed");
    assertThat(measured.statistics().currentServer()).contains(OTHER);
    assertThat(measured.statistics().lastChange()).contains(change);
    assertThat(measured.statistics().spoolFault()).contains("disk failed");
  }

  @Test
  void passRequestsOfAnOperatorOn() {
    Measurements measured = measurements();
    measured.probePrimary();
    verify(requests).add(Trigger.PROBE_NOW);
    measured.failBackNow();
    verify(requests).add(Trigger.FAIL_BACK_NOW);
  }

  @Test
  void refuseRequestsWithoutFailback() {
    settings.remove("failback.successfulProbesRequired");
    refuses("there is no failback; set the element failback");
  }

  @Test
  void refuseRequestsWhileNoServerIsInUse() {
    when(announcer.current()).thenReturn(Optional.empty());
    refuses("no server is in use and all are being tried");
  }

  @Test
  void refuseRequestsWhileThePrimaryIsInUse() {
    when(announcer.current()).thenReturn(Optional.of(PRIMARY));
    refuses("log1:601 is in use already");
  }

  private void refuses(String reason) {
    assertThatThrownBy(measurements()::probePrimary)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(reason);
    verify(requests, never()).add(any());
  }
}
