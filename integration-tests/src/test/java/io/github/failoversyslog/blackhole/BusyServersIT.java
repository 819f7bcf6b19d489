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

/** Hosts vanish under heavy load: the connection soon accepts no more data. */
@Tag("full")
@EachFramework
class BusyServersIT extends VanishedServersFixture {
  private static final Duration MOST = WRITE_TIMEOUT.plusSeconds(2);
  private static final Duration DEFAULT_WRITE_TIMEOUT = Duration.ofSeconds(10);
  private static final String LONG_NAME = "h".repeat(98); // makes each message 216 bytes long

  BusyServersIT(Framework framework) {
    super(framework);
  }

  @Test
  void failsOverWhenTheHostVanishes() {
    assertFailsOver("host vanishes", Host::vanish);
  }

  @Test
  void failsOverWhenOnlyTheReturnPathIsDropped() {
    assertFailsOver("way back vanishes", Host::dropOutgoingPackets);
  }

  @Test
  void failsOverWhenTheHostsCableIsUnplugged() {
    assertFailsOver("cable pulled", Host::unplug);
  }

  @Test
  void losesNothingWhenTheHostVanishesUntilTheDefaultWriteTimeout() {
    losesNothing("host vanishes", Host::vanish);
  }

  @Test
  void losesNothingWhenTheReturnPathIsDroppedUntilTheDefaultWriteTimeout() {
    losesNothing("way back vanishes", Host::dropOutgoingPackets);
  }

  @Test
  void losesNothingWhenTheHostsCableIsUnpluggedUntilTheDefaultWriteTimeout() {
    losesNothing("cable pulled", Host::unplug);
  }

  /**
   * The events logged until the default writeTimeout plus those sent before do not all fit into the
   * buffer.
   */
  private void losesNothing(String name, Consumer<Host> fault) {
    openServers(2);
    ApplicationProcess application = start(EVENTS_PER_SECOND, Map.of("hostName", LONG_NAME));
    awaitMore(server(0), 2 * EVENTS_PER_SECOND);
    injectFault(application, () -> fault.accept(host(0)));
    Duration first = awaitFirst(server(1));
    CaseResult outcome = stopAndCount(application, EVENTS_PER_SECOND / 2);
    reportWithReleases(
        "%s at 20,000/s, 216 bytes each, default writeTimeout".formatted(name),
        outcome,
        "first message at the next server after %s, released unconfirmed %d"
            .formatted(seconds(first), outcome.processReport().releasedUnconfirmed()));
    assertThat(first).isLessThan(DEFAULT_WRITE_TIMEOUT.plusSeconds(2));
    assertThat(outcome.processReport().failovers()).isEqualTo(1);
    assertThat(outcome.counts().outOfOrder()).isZero();
  }

  private void assertFailsOver(String name, Consumer<Host> fault) {
    openServers(2);
    ApplicationProcess application =
        start(EVENTS_PER_SECOND, Map.of("writeTimeout", WRITE_TIMEOUT.toSeconds() + " s"));
    awaitMore(server(0), EVENTS_PER_SECOND);
    injectFault(application, () -> fault.accept(host(0)));
    Duration first = awaitFirst(server(1));
    CaseResult outcome = stopAndCount(application, EVENTS_PER_SECOND / 2);
    report(
        "%s at 20,000/s, writeTimeout 3 s".formatted(name),
        outcome,
        "first message at the next server after " + seconds(first));
    assertThat(first).isLessThan(MOST);
    assertThat(outcome.processReport().failovers()).isEqualTo(1);
    assertThat(outcome.counts().outOfOrder()).isZero();
  }
}
