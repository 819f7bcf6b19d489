package io.github.failoversyslog.failover;

import static io.github.failoversyslog.failover.Change.CONNECTION_IS_RESET;
import static io.github.failoversyslog.failover.Change.KILL_FAILOVER_1;
import static io.github.failoversyslog.failover.Change.KILL_FAILOVER_2;
import static io.github.failoversyslog.failover.Change.KILL_FAILOVER_3;
import static io.github.failoversyslog.failover.Change.KILL_PRIMARY;
import static io.github.failoversyslog.failover.Change.NOTHING;
import static io.github.failoversyslog.failover.Change.PRIMARY_ENDS_CONNECTIONS;
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
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The machine is syslog-ng's rules with the departures that {@code docs/design.md} lists: with all
 * of them nothing differs, and without any one of them something does. Tried with 2 to 4 servers,
 * all settings of the failback, random parts from the smallest to the largest, and servers that
 * answer at once, soon, or after more than a probe interval; with all series of two changes from
 * several starts, and some of three.
 */
class SyslogNgDeparturesTest {
  private static final Set<Departure> ALL = EnumSet.allOf(Departure.class);
  private static final double MOST = Math.nextDown(1.0);

  private static final List<List<Change>> STARTS =
      List.of(
          List.of(),
          List.of(KILL_PRIMARY),
          List.of(KILL_FAILOVER_1, KILL_FAILOVER_2),
          List.of(KILL_FAILOVER_3, KILL_FAILOVER_2, KILL_FAILOVER_1, KILL_PRIMARY),
          List.of(KILL_PRIMARY, PRIMARY_ENDS_CONNECTIONS));

  /** Departures that no machine shows, each with the test that does. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "no limit for a connect but the operating system's",
          "it.RelpIT#failsOverWhenRelpOpenIsNotAnsweredWithinTheConnectTimeout",
          "only the first address of a name",
          "it.NameResolutionIT#everyAddressOfANameIsTriedUntilAConnectSucceeds",
          "closes the old connection at once at failback",
          "it.FailbackIT#drainsTheOldConnectionSoThatNothingIsLostOrRepeatedUnderASteadyFlow",
          "all hosts share one port",
          "config.ServerSettingsTest#areThePrimaryAndTheFailoverServersInOrder",
          "input from a server closes the connection, unless `close-on-input(no)`",
          "session.StreamSessionTest#failsWhenTheServerSendsMoreThan16MegabytesWithinAMinute",
          "all clients use the failover servers in the same order",
          "it.RoundRobinIT#aHostWithADifferentSpreadOrderFailsOverToTheSecondListedServer");

  /**
   * All settings. Without random parts no wait follows a failed round; so the rounds of servers
   * that are down and answer at once would never end.
   */
  private static List<ComparedSettings> settings() {
    List<ComparedSettings> all = new ArrayList<>();
    for (int servers = 2; servers <= 4; servers++) {
      for (int probes = 0; probes <= 3; probes++) {
        for (double random : new double[] {0, 0.5, MOST}) {
          for (long delay : new long[] {0, 170, 12_130}) {
            if (random > 0 || delay > 0) {
              all.add(new ComparedSettings(servers, probes, random, delay));
            }
          }
        }
      }
    }
    return all;
  }

  /** With longer series of changes. */
  private static List<ComparedSettings> typicalSettings() {
    return List.of(
        new ComparedSettings(3, 2, 0.5, 0),
        new ComparedSettings(3, 0, 0.5, 0),
        new ComparedSettings(3, 2, 0.5, 12_130));
  }

  @Test
  void differsFromSyslogNgByNothingElse() {
    assertThat(firstDifference(settings(), ALL, 2)).isEmpty();
    assertThat(firstDifference(typicalSettings(), ALL, 3)).isEmpty();
  }

  /** Those without which the two do not do the same. */
  private static Stream<Departure> found() {
    return ALL.stream()
        .filter(
            departure -> {
              EnumSet<Departure> others = EnumSet.copyOf(ALL);
              others.remove(departure);
              return firstDifference(typicalSettings(), others, 3).isPresent();
            });
  }

  private static Optional<String> firstDifference(
      List<ComparedSettings> settings, Set<Departure> departures, int changes) {
    return settings.stream()
        .flatMap(each -> STARTS.stream().map(start -> difference(each, departures, start, changes)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> difference(
      ComparedSettings settings, Set<Departure> departures, List<Change> before, int left) {
    for (Change change : Change.values()) {
      SyslogNgComparison comparison = new SyslogNgComparison(settings, departures);
      before.forEach(comparison::happens);
      if (!comparison.happens(change)) {
        continue;
      }
      if (!comparison.isSame()) {
        return Optional.of(comparison.toString());
      }
      if (left > 1) {
        List<Change> changes = new ArrayList<>(before);
        changes.add(change);
        Optional<String> later = difference(settings, departures, changes, left - 1);
        if (later.isPresent()) {
          return later;
        }
      }
    }
    return Optional.empty();
  }

  @Test
  void theTableOfDifferencesHasTheRowsThatWereFoundAndThoseShownElsewhere() throws IOException {
    Set<String> rows = new TreeSet<>(ELSEWHERE.keySet());
    found().forEach(departure -> rows.add(departure.row()));
    Stream<String> table = tableRows("design.md", "| syslog-ng | here |").map(row -> row.get(0));
    assertThat(table).containsExactlyInAnyOrderElementsOf(rows);
  }

  static Set<String> testsElsewhere() {
    return new TreeSet<>(ELSEWHERE.values());
  }

  @ParameterizedTest
  @MethodSource("testsElsewhere")
  void aDifferenceThatNoMachineShowsHasATest(String test) throws IOException {
    String[] parts = test.split("#", 2);
    String file = parts[0].replace('.', '/') + ".java";
    List<Path> sources =
        Stream.of("failover-core", "integration-tests")
            .map(module -> Path.of("..", module, "src/test/java/io/github/failoversyslog", file))
            .filter(Files::exists)
            .toList();
    assertThat(sources).hasSize(1);
    assertThat(Files.readString(sources.get(0))).contains(" void " + parts[1] + "(");
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

  private static final Map<String, Set<Departure>> REASONS =
      Map.of(
          "",
          Set.of(),
          "while nothing is connected, the primary is tried after the failover servers, and one"
              + " passed probe is enough",
          Set.of(Departure.PRIMARY_WHEN_ALL_FAILED),
          "the next server is tried at once, not the primary a second time",
          Set.of(Departure.NO_SECOND_TRY));

  static Stream<List<String>> comparisons() throws IOException {
    return tableRows("syslog-ng-comparison.md", "| fault | syslog-ng | here | why |");
  }

  @Test
  void theTableOfTheComparisonHasARowForEachFault() throws IOException {
    assertThat(comparisons().map(row -> row.get(0)))
        .containsExactlyInAnyOrderElementsOf(faults().keySet());
  }

  /** Both machines do what the real programs were seen to do, and differ for the reason given. */
  @ParameterizedTest
  @MethodSource("comparisons")
  void agreesWithTheComparisonOfThePrograms(List<String> row) {
    SyslogNgComparison comparison = comparison(row, Set.of());
    assertThat(Seen.text(comparison.seenOfSyslogNg())).isEqualTo(row.get(1));
    String here = row.get(2).equals("the same") ? row.get(1) : row.get(2);
    assertThat(Seen.text(comparison.seenHere())).isEqualTo(here);
    assertThat(REASONS).containsKey(row.get(3));
    SyslogNgComparison explained = comparison(row, REASONS.get(row.get(3)));
    assertThat(Seen.text(explained.seenOfSyslogNg())).isEqualTo(here);
  }

  private static SyslogNgComparison comparison(List<String> row, Set<Departure> departures) {
    String fault = row.get(0);
    int probesRequired = fault.startsWith("without failback") ? 0 : 3;
    ComparedSettings settings = new ComparedSettings(3, probesRequired, 0.5, 0);
    SyslogNgComparison comparison = new SyslogNgComparison(settings, departures);
    faults().get(fault).forEach(comparison::happens);
    return comparison;
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
