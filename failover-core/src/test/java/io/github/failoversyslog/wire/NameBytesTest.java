package io.github.failoversyslog.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameBytesTest {
  private final List<String> asked = new ArrayList<>();
  private final NameBytes names =
      new NameBytes(
          name -> {
            asked.add(name);
            return name.getBytes(US_ASCII);
          });

  private void use(String... those) {
    for (String name : those) {
      assertThat(names.of(name)).asString(US_ASCII).isEqualTo(name);
    }
  }

  @Test
  void namesWithTheSameHashCodeAreAllRemembered() {
    String[] sameHashCode = {"AaAa", "AaBB", "BBAa", "BBBB"};
    use(sameHashCode);
    use(sameHashCode);

    assertThat(asked).containsExactly(sameHashCode);
  }

  @Test
  void theLastOfManyNamesWithTheSameHashCodeIsRemembered() {
    for (String name :
        List.of("AaAaAa", "AaAaBB", "AaBBAa", "AaBBBB", "BBAaAa", "BBAaBB", "BBBBAa", "BBBBBB")) {
      use(name, name);
    }

    assertThat(asked).doesNotHaveDuplicates();
  }

  @Test
  void aNameReplacesNoOtherWhileThereIsRoom() {
    use("b", "a", "b", "a"); // their hash codes follow each other

    assertThat(asked).containsExactly("b", "a");
  }

  @Test
  void theParametersOfTheSettingsAreAllRemembered() {
    String[] ours = {
      "tzKnown", "ip", "enterpriseId", "software", "sequenceId", "logger", "thread", "marker"
    };
    use(ours);
    use(ours);

    assertThat(asked).containsExactly(ours);
  }

  @Test
  void namesThatCameOnceDoNotKeepOutOneThatIsUsed() {
    for (int i = 0; i < 10_000; i++) {
      use("once" + i);
    }
    use("user");
    asked.clear();
    use("user", "user");

    assertThat(asked).isEmpty();
  }

  @Test
  void aLongNameIsNotRemembered() {
    use("x".repeat(129), "x".repeat(129), "x".repeat(128), "x".repeat(128));

    assertThat(asked).containsExactly("x".repeat(129), "x".repeat(129), "x".repeat(128));
  }
}
