package io.github.failoversyslog.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurvivorsTest {
  private static final String BOUNDARY = "ring.Ring.read | changed conditional boundary";
  private static final String RETURN = "ring.Ring.read | replaced boolean return with true";

  @TempDir private Path folder;

  private static String mutation(String status, String method, String description) {
    return "<mutation status='%s'><mutatedClass>io.github.failoversyslog.ring.Ring</mutatedClass><mutatedMethod>%s</mutatedMethod><description>%s</description></mutation>"
        .formatted(status, method, description);
  }

  @Test
  void areThoseThatNoTestFoundOrRan() throws IOException {
    Path report = folder.resolve("ring/mutations.xml");
    Files.createDirectories(report.getParent());
    String returned =
        "replaced boolean return with true for io/github/failoversyslog/ring/Ring::read";
    Files.writeString(
        report,
        "<mutations>"
            + mutation("SURVIVED", "read", "changed conditional boundary")
            + mutation("NO_COVERAGE", "lambda$read$3", "changed conditional boundary")
            + mutation("SURVIVED", "read", returned)
            + mutation("KILLED", "read", "negated conditional")
            + mutation("TIMED_OUT", "read", "negated conditional")
            + "</mutations>");
    assertThat(Survivors.reportsIn(folder)).containsExactly(report);
    assertThat(Survivors.of(report)).containsExactly(Map.entry(BOUNDARY, 2), Map.entry(RETURN, 1));
  }

  @Test
  void areListedWithNumberAndReason() {
    List<String> lines =
        List.of(
            "# comment",
            "",
            "ring.Ring.read | 2 x changed conditional boundary | the bytes are the same",
            RETURN + " | faster only");
    Map<String, Integer> listed = Survivors.listedIn(lines);
    assertThat(listed).containsExactly(Map.entry(BOUNDARY, 2), Map.entry(RETURN, 1));
    assertThatThrownBy(() -> Survivors.listedIn(List.of(RETURN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reason");
    assertThat(Survivors.beyond(Map.of(BOUNDARY, 2, RETURN, 1), listed)).isEmpty();
    assertThat(Survivors.beyond(Map.of(BOUNDARY, 3, RETURN, 2), listed))
        .containsExactlyInAnyOrder(BOUNDARY, RETURN);
    assertThat(Survivors.beyond(Map.of(BOUNDARY, 2), Map.of())).containsExactly(BOUNDARY, BOUNDARY);
  }
}
