package io.github.failoversyslog.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextNameTest {
  private static String shown(String name) {
    return ContextName.of(new LoggerContext(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "facade", "Default", "shop-4a3", ""})
  void aNameThatSomebodyHasGivenIsShown(String name) {
    assertThat(shown(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5ffd2b27", "AsyncContext@7852e922", "4e25154"})
  void theHashCodeOfAClassLoaderIsNotShown(String name) {
    assertThat(shown(name)).isEqualTo("default");
  }

  @Test
  void aContextMayHaveNoName() {
    assertThat(ContextName.of(new LoggerContext(null))).isEmpty();
  }
}
