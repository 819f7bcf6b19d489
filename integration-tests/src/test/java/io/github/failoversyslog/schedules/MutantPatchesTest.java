package io.github.failoversyslog.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MutantPatchesTest {
  @TempDir private Path folder;

  static Stream<Mutant> mutants() throws IOException {
    return Mutant.all();
  }

  /** Else a change of the sources would be seen in the profile full only. */
  @ParameterizedTest
  @MethodSource("mutants")
  void everyPatchFitsTheSources(Mutant mutant) throws IOException {
    List<Path> patches = mutant.check().patches(List.of(mutant.patch()));
    assertThat(PatchedClasses.sources(folder, patches)).isNotEmpty();
  }

  @Test
  void aPatchReplacesLinesThatAreThereOnce() throws IOException {
    UnifiedDiff diff = diff(" one", "-two", "+2", " three");
    assertThat(diff.appliedTo("File", "one\ntwo\nthree\ntwo\n")).isEqualTo("one\n2\nthree\ntwo\n");
  }

  @Test
  void aPatchOfOtherLinesIsRefused() throws IOException {
    UnifiedDiff diff = diff("-two", "+2");
    assertThatThrownBy(() -> diff.appliedTo("File", "one\n")).hasMessageContaining("two");
    assertThatThrownBy(() -> diff.appliedTo("File", "two\ntwo\n")).hasMessageContaining("once");
  }

  private UnifiedDiff diff(String... lines) throws IOException {
    Path patch = folder.resolve("patch");
    String head = "What is wrong.\n--- a/File\n+++ b/File\n@@ -1 +1 @@\n";
    return UnifiedDiff.of(Files.writeString(patch, head + String.join("\n", lines) + "\n"));
  }
}
