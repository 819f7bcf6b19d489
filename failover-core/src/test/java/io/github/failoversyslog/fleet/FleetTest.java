package io.github.failoversyslog.fleet;

import static io.github.failoversyslog.engine.VirtualTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Only the first failover server of a list gets all clients at the same time. */
class FleetTest {
  private static final int MANY = 10_000;
  private static final int SHARE = MANY / Outage.SPREAD_FAILOVER_SERVERS;

  @Test
  void theRandomPartDesynchronisesTheClientsOfAPrimary() {
    Fleet fleet = Outage.PRIMARY_WITH_FAILBACK.happensTo(MANY, true);
    // They are spread over half of the interval.
    assertThat(FleetReport.PRIMARY_OUT.of(fleet)).isBetween(perInterval(2), perInterval(3));
    assertThat(FleetReport.PRIMARY_BACK.of(fleet)).isBetween(perInterval(2), perInterval(3));
    assertThat(fleet.connectedTo(Fleet.PRIMARY)).as("clients that are back").isEqualTo(MANY);
  }

  @Test
  void withoutTheRandomPartAllClientsConnectInTheSameSecond() {
    Fleet fleet = Outage.PRIMARY_WITH_FAILBACK.happensTo(MANY, false);
    assertThat(FleetReport.PRIMARY_OUT.of(fleet)).isGreaterThanOrEqualTo(MANY);
    assertThat(FleetReport.PRIMARY_BACK.of(fleet)).isGreaterThanOrEqualTo(MANY);
  }

  @ParameterizedTest
  @EnumSource(names = {"PRIMARY_SPREAD_WITH_FAILBACK", "PRIMARY_SPREAD_ROUND_ROBIN"})
  void withASpreadOrderNoFailoverServerExceedsItsShareByMoreThanOneFifth(Outage outage) {
    Fleet fleet = outage.happensTo(MANY, true);
    int inTheFirstSecond = 0;
    for (int server = 1; server <= Outage.SPREAD_FAILOVER_SERVERS; server++) {
      int connects = fleet.knocksAt(server).perSecond(Outage.BEGIN, Outage.BEGIN + SECOND)[0];
      assertThat(connects)
          .as("connects to failover server %d", server)
          .isBetween((int) (SHARE / 1.2), (int) (SHARE * 1.2));
      inTheFirstSecond += connects;
    }
    assertThat(inTheFirstSecond).as("one of each client").isEqualTo(MANY);
    assertThat(FleetReport.SPREAD_FLIGHT.of(fleet)).isLessThanOrEqualTo((int) (SHARE * 1.2));
  }

  @Test
  void withoutASpreadOrderTheFirstFailoverServerGetsAllClients() {
    Fleet fleet = Outage.PRIMARY_ROUND_ROBIN.happensTo(MANY, true);
    assertThat(fleet.knocksAt(1).perSecond(Outage.BEGIN, Outage.BEGIN + SECOND)[0])
        .isGreaterThanOrEqualTo(MANY);
    assertThat(fleet.connectedTo(1)).isEqualTo(MANY);
  }

  @Test
  void withASpreadOrderAllClientsStillFailBackToThePrimary() {
    Fleet fleet = Outage.PRIMARY_SPREAD_WITH_FAILBACK.happensTo(MANY, true);
    assertThat(FleetReport.PRIMARY_OUT.of(fleet)).isBetween(perInterval(2), perInterval(3));
    assertThat(fleet.connectedTo(Fleet.PRIMARY)).isEqualTo(MANY);
  }

  @Test
  void roundRobinWithASpreadOrderStaysSpreadAfterThePrimaryRecovers() {
    Fleet fleet = Outage.PRIMARY_SPREAD_ROUND_ROBIN.happensTo(MANY, true);
    assertThat(fleet.connectedTo(Fleet.PRIMARY)).isZero();
    for (int server = 1; server <= Outage.SPREAD_FAILOVER_SERVERS; server++) {
      assertThat(fleet.connectedTo(server)).isBetween((long) (SHARE / 1.2), (long) (SHARE * 1.2));
    }
  }

  private static int perInterval(int times) {
    return (int) (SECOND * times * MANY / Outage.INTERVAL);
  }

  /** Checks those rows that are computed quickly. */
  @ParameterizedTest
  @EnumSource
  void theTablesOfTheDocumentationAreCorrect(Outage outage) throws IOException {
    List<String> table = new ArrayList<>(List.of(FleetReport.mark(outage)));
    table.addAll(FleetReport.head(outage));
    table.add(FleetReport.row(outage, 100));
    table.add(FleetReport.row(outage, 1_000));
    assertThat(Files.readAllLines(Path.of("..", "docs", "fleet.md")))
        .as("docs/fleet.md, whose first lines say how to write it anew")
        .containsSequence(table);
  }
}
