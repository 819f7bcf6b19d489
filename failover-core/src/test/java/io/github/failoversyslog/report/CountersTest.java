package io.github.failoversyslog.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.status.DiscardReason;
import java.lang.reflect.Field;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class CountersTest {
  private static Counters allAre(long n) throws IllegalAccessException {
    Counters counters = new Counters();
    for (Field field : Counters.class.getFields()) {
      if (field.getType() == LongAdder.class) {
        ((LongAdder) field.get(counters)).add(n);
      }
    }
    for (DiscardReason reason : DiscardReason.values()) {
      counters.discarded(reason).add(n);
    }
    return counters;
  }

  @Test
  void everyCounterIsAdded() throws IllegalAccessException {
    Counters sum = allAre(100);
    sum.add(allAre(20));
    int counters = 0;
    for (Field field : Counters.class.getFields()) {
      if (field.getType() == LongAdder.class) {
        assertThat(((LongAdder) field.get(sum)).sum()).as(field.getName()).isEqualTo(120);
        counters++;
      }
    }
    assertThat(counters).isGreaterThan(10);
    assertThat(sum.discarded()).hasSize(DiscardReason.values().length).containsValues(120L);
    assertThat(sum.allDiscarded()).isEqualTo(120L * DiscardReason.values().length);
    assertThat(sum.isDiscarding()).isFalse();
  }
}
