package io.github.failoversyslog.blackhole;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.faults.ApplicationProcess;
import io.github.failoversyslog.it.Framework;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hosts that vanish while much is logged: the connection soon takes no more bytes. */
@Tag("full")
abstract class BusyServersContract extends VanishedServersContract {
  private static final Duration MOST = WRITE_TIMEOUT.plusSeconds(2);

  BusyServersContract(Framework framework) {
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

  private void leavesAHost(String name, Consumer<Host> fault) {
    openServers(2);
    ApplicationProcess application =
        start(EVENTS_PER_SECOND, Map.of("writeTimeout", WRITE_TIMEOUT.toSeconds() + " s"));
    awaitMore(server(0), EVENTS_PER_SECOND);
    happens(application, () -> fault.accept(host(0)));
    Duration first = awaitFirst(server(1));
    Outcome outcome = stopAndCount(application, EVENTS_PER_SECOND / 2);
    report(
        "%s at 20,000/s, writeTimeout 3 s".formatted(name),
        outcome,
        "first message at the next server after " + seconds(first));
    assertThat(first).isLessThan(MOST);
    assertThat(outcome.account().failovers()).isEqualTo(1);
    assertThat(outcome.tally().outOfOrder()).isZero();
  }
}
