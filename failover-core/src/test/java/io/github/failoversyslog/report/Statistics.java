package io.github.failoversyslog.report;

import io.github.failoversyslog.status.SenderStatistics;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Makes statistics of which a test names what it is about; the rest is zero or empty. */
final class Statistics {
  private static final Map<Class<?>, Object> NOTHING =
      Map.of(
          long.class,
          0L,
          Map.class,
          Map.of(),
          Optional.class,
          Optional.empty(),
          Duration.class,
          Duration.ZERO);

  private Statistics() {}

  static SenderStatistics with(Map<String, Object> components) {
    RecordComponent[] all = SenderStatistics.class.getRecordComponents();
    Object[] values =
        Arrays.stream(all)
            .map(one -> components.getOrDefault(one.getName(), NOTHING.get(one.getType())))
            .toArray();
    Class<?>[] types = Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return SenderStatistics.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no such record", e);
    }
  }
}
