package io.github.failoversyslog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.faults.ChildProcess;
import io.github.failoversyslog.faults.LaunchContext;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventAllocationIT {
  /** The JIT compiler would remove objects that one method makes and drops. */
  private static final List<String> INTERPRETED = List.of("-Xint");

  /** In a separate process: mocks change classes, which then allocate. */
  @ParameterizedTest
  @ValueSource(classes = {EventAllocation.class, LogbackEventAllocation.class})
  void anEventMakesNoObject(Class<?> program) {
    Path javaHome = Path.of(System.getProperty("java.home"));
    try (ChildProcess process =
        ChildProcess.start(LaunchContext.LOCAL, javaHome, program, INTERPRETED, List.of())) {
      assertThat(process.answer()).isEqualTo(2 * EventAllocation.EVENTS + " 0");
    }
  }
}
