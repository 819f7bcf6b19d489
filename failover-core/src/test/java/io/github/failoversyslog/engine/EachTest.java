package io.github.failoversyslog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EachTest {
  private final List<String> done = new ArrayList<>();

  private void act(String one) {
    done.add(one);
    if (one.startsWith("defect")) {
      throw new IllegalStateException(one);
    }
  }

  @Test
  void throwsTheFirstFailureAfterAllWereDone() {
    assertThatThrownBy(() -> Each.of(List.of("a", "defect 1", "b", "defect 2"), this::act))
        .hasMessage("defect 1")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1))
        .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("defect 2"));
    assertThat(done).containsExactly("a", "defect 1", "b", "defect 2");
  }

  @Test
  void throwsNothingIfNothingFails() {
    Each.of(List.of("a", "b"), this::act);
    assertThat(done).containsExactly("a", "b");
  }
}
