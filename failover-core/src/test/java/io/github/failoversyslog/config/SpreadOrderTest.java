package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpreadOrderTest {
  private static final int CLIENTS = 10_000;
  private static final List<String> SERVERS =
      List.of("log2:601", "log3:601", "log4:601", "log5:601");

  private static List<String> order(String client, List<String> servers) {
    return SpreadOrder.of(client, servers, server -> server);
  }

  /**
   * Computed independently: a change of these values moves the clients of every installation to
   * other servers.
   */
  @ParameterizedTest
  @CsvSource({
    "web1, log4:601 log3:601 log5:601 log2:601",
    "web2, log5:601 log4:601 log3:601 log2:601",
    "web3, log3:601 log4:601 log2:601 log5:601"
  })
  void isTheSameInEveryProcessAndEveryRelease(String client, String expected) {
    assertThat(order(client, SERVERS)).containsExactly(expected.split(" "));
  }

  @Test
  void doesNotDependOnTheOrderOfTheList() {
    Random random = new Random(1);
    for (int client = 0; client < 100; client++) {
      List<String> shuffled = new ArrayList<>(SERVERS);
      Collections.shuffle(shuffled, random);
      assertThat(order("web" + client, shuffled)).isEqualTo(order("web" + client, SERVERS));
    }
  }

  @Test
  void doesNotDependOnTheCaseOfNames() {
    List<String> upper = SERVERS.stream().map(server -> server.toUpperCase(Locale.ROOT)).toList();
    assertThat(order("WEB1", upper))
        .containsExactly("LOG4:601", "LOG3:601", "LOG5:601", "LOG2:601");
  }

  @Test
  void addingOrRemovingAServerKeepsTheOrderOfTheOthers() {
    List<String> more = new ArrayList<>(SERVERS);
    more.add(1, "log6:1601");
    int moved = 0;
    for (int client = 0; client < CLIENTS; client++) {
      List<String> after = new ArrayList<>(order("web" + client, more));
      moved += after.get(0).equals("log6:1601") ? 1 : 0;
      after.remove("log6:1601");
      assertThat(after).isEqualTo(order("web" + client, SERVERS));
    }
    assertThat(moved).as("clients that the added server gets").isBetween(1_900, 2_100);
  }

  @Test
  void aServerThatIsListedTwiceStaysTogether() {
    assertThat(order("web1", List.of("log2:601", "log3:601", "log2:601", "log4:601")))
        .containsExactly("log4:601", "log3:601", "log2:601", "log2:601");
  }

  @Test
  void mayHaveOneServerOrNone() {
    assertThat(order("web1", List.of("log2:601"))).containsExactly("log2:601");
    assertThat(order("web1", List.of())).isEmpty();
  }

  static Stream<IntFunction<String>> namesOfClients() {
    return Stream.of(
        number -> "web" + number,
        number -> "node-%05d.dc1.example.net".formatted(number),
        number -> "10.0.%d.%d".formatted(number / 250, number % 250),
        number -> "%012x".formatted(new Random(number).nextLong() >>> 16)); // names of containers
  }

  @ParameterizedTest
  @MethodSource("namesOfClients")
  void noServerExceedsItsShareByMoreThanOneFifthAtAnyPosition(IntFunction<String> nameOf) {
    List<List<String>> orders =
        IntStream.range(0, CLIENTS).mapToObj(i -> order(nameOf.apply(i), SERVERS)).toList();
    for (int place = 0; place < SERVERS.size(); place++) {
      int at = place;
      assertShares(orders.stream().map(order -> order.get(at)).toList(), SERVERS.size());
    }
  }

  @ParameterizedTest
  @MethodSource("namesOfClients")
  void theClientsOfALostServerAreSpreadOverTheOthers(IntFunction<String> nameOf) {
    List<String> second =
        IntStream.range(0, 4 * CLIENTS)
            .mapToObj(i -> order(nameOf.apply(i), SERVERS))
            .filter(order -> order.get(0).equals("log2:601"))
            .map(order -> order.get(1))
            .toList();
    assertShares(second, SERVERS.size() - 1);
  }

  private static void assertShares(List<String> servers, int ofSoMany) {
    Map<String, Long> clients =
        servers.stream().collect(Collectors.groupingBy(server -> server, Collectors.counting()));
    double share = (double) servers.size() / ofSoMany;
    assertThat(clients).hasSize(ofSoMany);
    assertThat(clients.values())
        .allSatisfy(count -> assertThat(count / share).isBetween(1 / 1.2, 1.2));
  }
}
