package io.github.failoversyslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LastContextTest {
  private static final byte[] ELEMENT = {'['};
  private static final ContextSource<Map<String, Object>> MAPS =
      new ContextSource<>() {
        @Override
        public int size(Map<String, Object> data) {
          return data.size();
        }

        @Override
        public Object value(Map<String, Object> data, String name) {
          return data.get(name);
        }

        @Override
        public void writeTo(MessageWriter message, Map<String, Object> data) {
          throw new AssertionError("nobody asks for that");
        }
      };

  private final LastContext last = new LastContext();

  private void becomes(byte[] element, Map<String, Object> data) {
    last.forget();
    new TreeMap<>(data).forEach(last::add);
    last.becomes(element);
  }

  @Test
  void knowsNothingAtFirst() {
    assertThat(last.is(Map.of(), MAPS)).isFalse();
  }

  @Test
  void knowsTheSameStringsAgain() {
    becomes(ELEMENT, Map.of("user", "jo", "order", "12"));

    assertThat(last.is(Map.of("order", "12", "user", "jo"), MAPS)).isTrue();
    assertThat(last.element()).isSameAs(ELEMENT);
  }

  @Test
  void knowsThatThereWasNothing() {
    becomes(new byte[0], Map.of());

    assertThat(last.is(Map.of(), MAPS)).isTrue();
    assertThat(last.is(Map.of("user", "jo"), MAPS)).isFalse();
  }

  @Test
  void noticesEveryDifference() {
    becomes(ELEMENT, Map.of("user", "jo", "order", "12"));

    assertThat(last.is(Map.of("user", "jo", "order", "13"), MAPS)).isFalse();
    assertThat(last.is(Map.of("user", "jo"), MAPS)).isFalse();
    assertThat(last.is(Map.of("user", "jo", "Order", "12"), MAPS)).isFalse();
    assertThat(last.is(Map.of("user", "jo", "order", "12", "a", "b"), MAPS)).isFalse();
  }

  @Test
  void doesNotTakeAnotherNameWithoutValueForTheSame() {
    Map<String, Object> nothing = new HashMap<>();
    nothing.put("user", null);
    becomes(ELEMENT, nothing);
    Map<String, Object> otherNothing = new HashMap<>();
    otherNothing.put("order", null);

    assertThat(last.is(otherNothing, MAPS)).isFalse();
  }

  @Test
  void doesNotTrustObjectsThatMayChange() {
    becomes(ELEMENT, Map.of("user", new AtomicInteger(7), "order", "12"));

    assertThat(last.is(Map.of("user", new AtomicInteger(7), "order", "12"), MAPS)).isFalse();
    Object user = new AtomicInteger(7);
    becomes(ELEMENT, Map.of("user", user));
    assertThat(last.is(Map.of("user", user), MAPS)).isFalse();
  }

  @Test
  void forgetsWhatCannotBeUsedAgain() {
    becomes(null, Map.of("user", "jo"));

    assertThat(last.is(Map.of("user", "jo"), MAPS)).isFalse();
  }

  @Test
  void remembersOnlySoManyEntries() {
    Map<String, Object> many = new HashMap<>();
    for (int i = 0; i < 17; i++) {
      many.put("name" + i, "value");
    }
    becomes(ELEMENT, many);
    assertThat(last.is(many, MAPS)).isFalse();
    many.remove("name3");
    becomes(ELEMENT, many);
    assertThat(last.is(many, MAPS)).isTrue();
  }
}
