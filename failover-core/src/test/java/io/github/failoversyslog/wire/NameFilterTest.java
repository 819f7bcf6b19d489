package io.github.failoversyslog.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameFilterTest {

  private static void assertAccepts(NameFilter filter, String... names) {
    assertThat(names).allMatch(filter::accepts);
  }

  private static void assertRefuses(NameFilter filter, String... names) {
    assertThat(names).noneMatch(filter::accepts);
  }

  @Test
  void acceptsEverythingByDefault() {
    assertAccepts(new NameFilter(List.of(), List.of()), "user", "", "trace.id");
  }

  @Test
  void acceptsOnlyIncludedNames() {
    NameFilter filter = new NameFilter(List.of("user", "trace.*"), List.of());
    assertAccepts(filter, "user", "trace.", "trace.id");
    assertRefuses(filter, "User", "username", "use", "trace", "", "x.trace.id");
  }

  @Test
  void acceptsAllNamesButExcludedOnes() {
    NameFilter filter = new NameFilter(List.of(), List.of("password", "secret*"));
    assertAccepts(filter, "user", "passwords", "Secret");
    assertRefuses(filter, "password", "secret", "secretKey");
  }

  @Test
  void rejectsNamesThatAreIncludedAndExcluded() {
    NameFilter filter = new NameFilter(List.of("trace*"), List.of("trace.secret"));
    assertAccepts(filter, "trace.id");
    assertRefuses(filter, "trace.secret");
  }

  @Test
  void aStarAloneMatchesEveryName() {
    assertAccepts(new NameFilter(List.of("*"), List.of()), "user", "");
    assertRefuses(new NameFilter(List.of("user"), List.of("*")), "user");
  }
}
