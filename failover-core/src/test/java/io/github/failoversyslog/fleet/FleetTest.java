package io.github.failoversyslog.fleet;

import static io.github.failoversyslog.engine.Timeline.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No server meets all clients in one moment but the one they flee to. */
class FleetTest {
  private static final int MANY = 10_000;

  @Test
  void theRandomPartKeepsTheClientsOfAPrimaryFromMovingInStep() {
    Fleet fleet = Outage.PRIMARY_WITH_FAILBACK.happensTo(MANY, true);
    // They are spread over half of the interval.
    assertThat(FleetReport.PRIMARY_OUT.of(fleet)).isBetween(perInterval(2), perInterval(3));
    assertThat(FleetReport.PRIMARY_BACK.of(fleet)).isBetween(perInterval(2), perInterval(3));
    assertThat(fleet.connectedTo(0)).as("clients that are back").isEqualTo(MANY);
  }

  @Test
  void withoutTheRandomPartTheyWouldAllKnockInTheSameSecond() {
    Fleet fleet = Outage.PRIMARY_WITH_FAILBACK.happensTo(MANY, false);
    assertThat(FleetReport.PRIMARY_OUT.of(fleet)).isGreaterThanOrEqualTo(MANY);
    assertThat(FleetReport.PRIMARY_BACK.of(fleet)).isGreaterThanOrEqualTo(MANY);
  }

  private static int perInterval(int times) {
    return (int) (SECOND * times * MANY / Outage.INTERVAL);
  }

  /** As far as it takes no time. */
  @ParameterizedTest
  @EnumSource
  void theTablesOfTheDocumentationAreTrue(Outage outage) throws IOException {
    assertThat(Files.readAllLines(Path.of("..", "docs", "fleet.md")))
        .as("docs/fleet.md, whose first lines say how to write it anew")
        .containsAll(FleetReport.head(outage))
        .contains(FleetReport.row(outage, 100), FleetReport.row(outage, 1_000));
  }
}
