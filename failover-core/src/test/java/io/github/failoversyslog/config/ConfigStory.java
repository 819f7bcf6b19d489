package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.failoversyslog.status.InvalidConfigException;
import java.util.HashMap;
import java.util.Map;

/** Settings by name, the configuration read from them, and the reasons for refusal. */
abstract class ConfigStory {
  final Map<String, String> settings = new HashMap<>(Map.of("host", "log1"));

  SenderConfig with(String... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return SenderConfig.of(settings);
  }

  String refusalOf(String... namesAndValues) {
    InvalidConfigException refusal =
        catchThrowableOfType(InvalidConfigException.class, () -> with(namesAndValues));
    assertThat(refusal).as("refusal of %s", settings).isNotNull();
    return refusal.getMessage();
  }
}
