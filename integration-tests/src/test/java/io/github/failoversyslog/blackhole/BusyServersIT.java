package io.github.failoversyslog.blackhole;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.faults.ApplicationProcess;
import io.github.failoversyslog.it.application.EachFramework;
import io.github.failoversyslog.it.application.Framework;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hosts that vanish while much is logged: the connection soon takes no more bytes. */
@Tag("full")
@EachFramework
class BusyServersIT extends VanishedServersFixture {
  private static final Duration MOST = WRITE_TIMEOUT.plusSeconds(2);
  private static final Duration DEFAULT_WRITE_TIMEOUT = Duration.ofSeconds(10);
  private static final String LONG_NAME = "h".repeat(98); // so that messages have 216 bytes

  BusyServersIT(Framework framework) {
    super(framework);
  }

  @Test
  void leavesAHostThatVanishes() {
    leavesAHost("host vanishes", Host::vanish);
  }

  @Test
  void leavesAHostOfWhichOnlyTheWayBackVanishes() {
    leavesAHost("way back vanishes", Host::fallSilent);
  }

  @Test
  void leavesAHostWhoseCableIsPulled() {
    leavesAHost("cable pulled", Host::unplug);
  }

  @Test
  void losesNothingByAHostThatVanishesUntilTheDefaultWriteTimeout() {
    losesNothing("host vanishes", Host::vanish);
  }

  @Test
  void losesNothingByAHostOfWhichTheWayBackVanishesUntilTheDefaultWriteTimeout() {
    losesNothing("way back vanishes", Host::fallSilent);
  }

  @Test
  void losesNothingByAHostWhoseCableIsPulledUntilTheDefaultWriteTimeout() {
    losesNothing("cable pulled", Host::unplug);
  }

  /** What is logged until the default write timeout and what was sent before do not both fit. */
  private void losesNothing(String name, Consumer<Host> fault) {
    openServers(2);
    ApplicationProcess application = start(EVENTS_PER_SECOND, Map.of("hostName", LONG_NAME));
    awaitMore(server(0), 2 * EVENTS_PER_SECOND);
    happens(application, () -> fault.accept(host(0)));
    Duration first = awaitFirst(server(1));
    CaseResult outcome = stopAndCount(application, EVENTS_PER_SECOND / 2);
    reportWithoutRoom(
        "%s at 20,000/s, 216 bytes each, default writeTimeout".formatted(name),
        outcome,
        "first message at the next server after %s, let go unconfirmed %d"
            .formatted(seconds(first), outcome.account().releasedUnconfirmed()));
    assertThat(first).isLessThan(DEFAULT_WRITE_TIMEOUT.plusSeconds(2));
    assertThat(outcome.account().failovers()).isEqualTo(1);
    assertThat(outcome.tally().outOfOrder()).isZero();
  }

  private void leavesAHost(String name, Consumer<Host> fault) {
    openServers(2);
    ApplicationProcess application =
        start(EVENTS_PER_SECOND, Map.of("writeTimeout", WRITE_TIMEOUT.toSeconds() + " s"));
    awaitMore(server(0), EVENTS_PER_SECOND);
    happens(application, () -> fault.accept(host(0)));
    Duration first = awaitFirst(server(1));
    CaseResult outcome = stopAndCount(application, EVENTS_PER_SECOND / 2);
    report(
        "%s at 20,000/s, writeTimeout 3 s".formatted(name),
        outcome,
        "first message at the next server after " + seconds(first));
    assertThat(first).isLessThan(MOST);
    assertThat(outcome.account().failovers()).isEqualTo(1);
    assertThat(outcome.tally().outOfOrder()).isZero();
  }
}
