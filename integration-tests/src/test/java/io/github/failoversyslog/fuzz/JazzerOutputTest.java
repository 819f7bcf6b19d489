package io.github.failoversyslog.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JazzerOutputTest {
  private static final String DONE = "Done 4711 runs in 3 second(s)";

  @Test
  void isSummedUpByItsInputsAndItsFirstAndLastCoverage() {
    JazzerOutput output =
        new JazzerOutput("#2 INITED cov: 9 ft: 9\n#8 NEW cov: 17 ft: 20\n#9 cov: 30\n" + DONE);
    assertThat(output.inputs()).isEqualTo(4711);
    assertThat(output.summary()).isEqualTo(DONE + ", cov: 9 at first, cov: 30");
  }

  @Test
  void endsWithTheFinding() {
    assertThat(new JazzerOutput("#2 INITED\n== Java Exception: a fault").end())
        .isEqualTo("\n== Java Exception: a fault");
    assertThat(new JazzerOutput("killed").end()).isEqualTo("killed");
  }

  @Test
  void saysThatTheCoverageIsMissing() {
    JazzerOutput output = new JazzerOutput(DONE);
    assertThatThrownBy(output::summary)
        .isInstanceOf(AssertionError.class)
        .hasMessage("the output of Jazzer has no 'cov: ' with a number; it is: " + DONE);
  }

  @Test
  void saysThatTheSearchHasNotEnded() {
    assertThatThrownBy(new JazzerOutput("#2 INITED cov: 9")::inputs)
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("the output of Jazzer has no 'Done … runs'; it is: #2");
  }
}
