package io.github.failoversyslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LastContextTest {
  private static final byte[] ELEMENT = {'['};
  private static final ContextSource<Map<String, Object>> MAPS = new MapSource();

  private final LastContext last = new LastContext();

  private void store(byte[] element, Map<String, Object> data) {
    last.forget();
    new TreeMap<>(data).forEach(last::add);
    last.store(element);
  }

  @Test
  void matchesNothingAtFirst() {
    assertThat(last.matches(Map.of(), MAPS)).isFalse();
  }

  @Test
  void reusesTheElementForTheSameStrings() {
    store(ELEMENT, Map.of("user", "jo", "order", "12"));

    assertThat(last.matches(Map.of("order", "12", "user", "jo"), MAPS)).isTrue();
    assertThat(last.element()).isSameAs(ELEMENT);
  }

  @Test
  void remembersEmptyContextData() {
    store(new byte[0], Map.of());

    assertThat(last.matches(Map.of(), MAPS)).isTrue();
    assertThat(last.matches(Map.of("user", "jo"), MAPS)).isFalse();
  }

  @Test
  void detectsEveryDifference() {
    store(ELEMENT, Map.of("user", "jo", "order", "12"));

    assertThat(last.matches(Map.of("user", "jo", "order", "13"), MAPS)).isFalse();
    assertThat(last.matches(Map.of("user", "jo"), MAPS)).isFalse();
    assertThat(last.matches(Map.of("user", "jo", "Order", "12"), MAPS)).isFalse();
    assertThat(last.matches(Map.of("user", "jo", "order", "12", "a", "b"), MAPS)).isFalse();
  }

  @Test
  void distinguishesNamesWithoutValues() {
    Map<String, Object> nothing = new HashMap<>();
    nothing.put("user", null);
    store(ELEMENT, nothing);
    Map<String, Object> otherNothing = new HashMap<>();
    otherNothing.put("order", null);

    assertThat(last.matches(otherNothing, MAPS)).isFalse();
  }

  @Test
  void doesNotReuseTheElementForMutableObjects() {
    store(ELEMENT, Map.of("user", new AtomicInteger(7), "order", "12"));

    assertThat(last.matches(Map.of("user", new AtomicInteger(7), "order", "12"), MAPS)).isFalse();
    Object user = new AtomicInteger(7);
    store(ELEMENT, Map.of("user", user));
    assertThat(last.matches(Map.of("user", user), MAPS)).isFalse();
  }

  @Test
  void forgetsContextDataThatCannotBeReused() {
    store(null, Map.of("user", "jo"));

    assertThat(last.matches(Map.of("user", "jo"), MAPS)).isFalse();
  }

  @Test
  void remembersALimitedNumberOfEntries() {
    Map<String, Object> many = new HashMap<>();
    for (int i = 0; i < 17; i++) {
      many.put("name" + i, "value");
    }
    store(ELEMENT, many);
    assertThat(last.matches(many, MAPS)).isFalse();
    many.remove("name3");
    store(ELEMENT, many);
    assertThat(last.matches(many, MAPS)).isTrue();
  }
}
