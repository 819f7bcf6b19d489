package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.Change.CONNECTION_IS_RESET;
import static io.github.failoversyslog.failover.Change.KILL_FAILOVER_1;
import static io.github.failoversyslog.failover.Change.KILL_FAILOVER_2;
import static io.github.failoversyslog.failover.Change.KILL_PRIMARY;
import static io.github.failoversyslog.failover.Change.NOTHING;
import static io.github.failoversyslog.failover.Change.REVIVE_FAILOVER_1;
import static io.github.failoversyslog.failover.Change.REVIVE_PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The machine is syslog-ng's rules with the departures that {@code docs/design.md} lists: with all
 * of them nothing differs, and without any one of them something does. Tried with all series of
 * three changes, from several starts.
 */
class SyslogNgDeparturesTest {
  private static final int CHANGES = 3;
  private static final Set<Departure> ALL = EnumSet.allOf(Departure.class);

  private static final List<List<Change>> STARTS =
      List.of(List.of(), List.of(KILL_PRIMARY), List.of(KILL_FAILOVER_1, KILL_FAILOVER_2));

  /** Departures that no machine shows, each with the place where it is. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "no limit for a connect but the operating system's",
          "the engine: the machine sees only that an attempt has failed",
          "only the first address of a name",
          "the engine: an attempt tries all addresses",
          "closes the old connection at once at failback",
          "the engine and the session: the bytes of a connection",
          "all hosts share one port",
          "the settings",
          "input from a server closes the connection, unless `close-on-input(no)`",
          "the engine: the bytes of a connection",
          "all clients use the failover servers in the same order",
          "the settings: the machine knows only the numbers of servers");

  @Test
  void differsFromSyslogNgByNothingElse() {
    assertThat(firstDifference(ALL)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void differsFromSyslogNgBy(Departure departure) {
    EnumSet<Departure> others = EnumSet.copyOf(ALL);
    others.remove(departure);
    assertThat(firstDifference(others)).isPresent();
  }

  private static Optional<String> firstDifference(Set<Departure> departures) {
    return Stream.of(2, 0)
        .flatMap(probes -> STARTS.stream().map(start -> difference(probes, departures, start, 0)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> difference(
      int probesRequired, Set<Departure> departures, List<Change> before, int made) {
    for (Change change : Change.values()) {
      SyslogNgComparison comparison = new SyslogNgComparison(probesRequired, departures);
      before.forEach(comparison::happens);
      if (!comparison.happens(change)) {
        continue;
      }
      if (!comparison.isSame()) {
        return Optional.of(comparison.toString());
      }
      if (made + 1 < CHANGES) {
        List<Change> changes = new ArrayList<>(before);
        changes.add(change);
        Optional<String> later = difference(probesRequired, departures, changes, made + 1);
        if (later.isPresent()) {
          return later;
        }
      }
    }
    return Optional.empty();
  }

  @Test
  void theTableOfDifferencesHasARowForEachDeparture() throws IOException {
    Set<String> departures = new TreeSet<>(ELSEWHERE.keySet());
    ALL.forEach(departure -> departures.add(departure.row()));
    Stream<String> rows = tableRows("design.md", "| syslog-ng | here |").map(row -> row.get(0));
    assertThat(rows).containsExactlyInAnyOrderElementsOf(departures);
  }

  /** The faults that {@code docs/syslog-ng-comparison.md} made real servers suffer. */
  private static Map<String, List<Change>> faults() {
    return Map.of(
        "the primary is killed and comes back",
        List.of(KILL_PRIMARY, REVIVE_PRIMARY, NOTHING, NOTHING),
        "the primary comes back for two probes only, then for good",
        List.of(
            KILL_PRIMARY, REVIVE_PRIMARY, NOTHING, KILL_PRIMARY, REVIVE_PRIMARY, NOTHING, NOTHING),
        "the primary is killed, then failover 1; the primary comes back",
        List.of(KILL_PRIMARY, KILL_FAILOVER_1, REVIVE_PRIMARY, NOTHING, NOTHING),
        "the primary is killed, then failover 1; that comes back, and failover 2 is killed",
        List.of(KILL_PRIMARY, KILL_FAILOVER_1, REVIVE_FAILOVER_1, KILL_FAILOVER_2),
        "the primary is back and probed once, then failover 1 is killed",
        List.of(KILL_PRIMARY, REVIVE_PRIMARY, KILL_FAILOVER_1, NOTHING),
        "all are killed; the primary comes back",
        List.of(KILL_FAILOVER_1, KILL_FAILOVER_2, KILL_PRIMARY, REVIVE_PRIMARY, NOTHING, NOTHING),
        "the primary resets its connection and goes on listening",
        List.of(CONNECTION_IS_RESET, NOTHING, NOTHING, NOTHING),
        "without failback: the primary is killed and comes back, failover 1 is killed, failover 2"
            + " is killed",
        List.of(KILL_PRIMARY, REVIVE_PRIMARY, KILL_FAILOVER_1, KILL_FAILOVER_2));
  }

  static Stream<List<String>> comparisons() throws IOException {
    return tableRows("syslog-ng-comparison.md", "| fault | syslog-ng | here | why |");
  }

  /** Both machines do what the real programs were seen to do. */
  @ParameterizedTest
  @MethodSource("comparisons")
  void agreesWithTheComparisonOfThePrograms(List<String> row) {
    String fault = row.get(0);
    int probesRequired = fault.startsWith("without failback") ? 0 : 3;
    SyslogNgComparison comparison = new SyslogNgComparison(probesRequired, Set.of());
    assertThat(faults()).containsKey(fault);
    faults().get(fault).forEach(comparison::happens);
    assertThat(Seen.text(comparison.seenOfSyslogNg())).isEqualTo(row.get(1));
    String here = row.get(2).equals("the same") ? row.get(1) : row.get(2);
    assertThat(Seen.text(comparison.seenHere())).isEqualTo(here);
  }

  /** The cells of the rows of a table. */
  private static Stream<List<String>> tableRows(String document, String heading)
      throws IOException {
    List<String> lines = Files.readAllLines(Path.of("../docs", document));
    int first = lines.indexOf(heading) + 2; // below the line under the heading
    return lines.subList(first, lines.size()).stream()
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList());
  }
}
