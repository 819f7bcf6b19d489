package io.github.failoversyslog.it.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.daemon.ProgramFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same faults lead to the same connects, probes and data as in syslog-ng, except for documented
 * differences.
 */
@Tag("full")
class SyslogNgComparisonIT {
  private static final Path PAGE = Path.of("..", "docs", "syslog-ng-comparison.md");

  @TempDir Path folder;

  /** What the servers of both clients recorded. */
  private record ComparedRow(ComparedFault fault, String original, String ours) {
    String row() {
      return "| %s | %s | %s | %s |"
          .formatted(
              fault.title(), original, ours.equals(original) ? "the same" : ours, fault.why());
    }
  }

  @Test
  void differsFromSyslogNgOnlyWhereTheDocumentationSaysSo() throws Exception {
    ProgramFinder.find("syslog-ng"); // before threads are started, which cannot skip a test
    List<ComparedRow> outcomes = runAll();
    outcomes.forEach(outcome -> System.out.println(outcome.row()));
    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThat(outcome.ours().equals(outcome.original()))
                    .as("the same, %s", outcome)
                    .isEqualTo(outcome.fault().why().isEmpty()));
    assertThat(Files.readAllLines(PAGE))
        .as("the table of %s", PAGE)
        .containsSubsequence(outcomes.stream().map(ComparedRow::row).toList());
  }

  private List<ComparedRow> runAll() throws InterruptedException, ExecutionException {
    ExecutorService executor = Executors.newFixedThreadPool(ComparedFault.values().length);
    try {
      List<Future<ComparedRow>> running =
          Arrays.stream(ComparedFault.values())
              .map(fault -> executor.submit(() -> runFault(fault)))
              .toList();
      List<ComparedRow> outcomes = new ArrayList<>();
      for (Future<ComparedRow> outcome : running) {
        outcomes.add(outcome.get());
      }
      return outcomes;
    } finally {
      executor.shutdownNow();
    }
  }

  private ComparedRow runFault(ComparedFault fault) {
    Path own = folder.resolve(fault.name());
    try (Comparison comparison = new Comparison(fault.title(), own, fault.failback())) {
      comparison.awaitDataAt(Comparison.PRIMARY);
      fault.injectInto(comparison);
      comparison.print();
      return new ComparedRow(fault, comparison.originalSequence(), comparison.ourSequence());
    }
  }
}
