package io.github.failoversyslog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoadedClassesTest {
  @Test
  void classesBetweenTheMarksAreCountedWithoutThoseOfTheBenchmark() {
    List<String> log =
        List.of(
            "java.lang.Object source: shared objects file",
            "java.lang.Long source: shared objects file",
            "java.util.BitSet source: jrt:/java.base",
            "io.github.failoversyslog.SyslogSender source: file:/a.jar",
            "io.github.failoversyslog.bench.Table source: file:/tests/",
            "io.github.failoversyslog.SyslogSender$$Lambda$7/0x01 source: a",
            "java.lang.Short source: shared objects file",
            "java.lang.Byte source: shared objects file");
    assertThat(LoadedClasses.between(log, Long.class, Short.class))
        .isEqualTo(new LoadedClasses(3, 2));
  }
}
