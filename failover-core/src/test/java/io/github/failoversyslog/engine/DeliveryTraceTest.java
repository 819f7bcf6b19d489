package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.engine.DeliveryTrace.Outcome;
import io.github.failoversyslog.engine.DeliveryTrace.Proof;
import io.github.failoversyslog.status.Server;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryTraceTest {

  @ParameterizedTest
  @CsvSource({
    "NONE, '', SENT",
    "RELP_RESPONSE, '', READ",
    "KEY_UPDATE, '', READ",
    "END_OF_STREAM, '', READ",
    "NONE, refused, FAILED",
    "RELP_RESPONSE, REJECTED, FAILED"
  })
  void aFailureCountsMoreThanAProof(Proof proof, String failure, Outcome outcome) {
    DeliveryTrace trace =
        new DeliveryTrace(
            new Server("log1", 601),
            List.of(),
            Duration.ZERO,
            "",
            Duration.ZERO,
            Optional.empty(),
            List.of(),
            "message",
            proof,
            Duration.ZERO,
            failure);
    assertThat(trace.outcome()).isEqualTo(outcome);
  }
}
