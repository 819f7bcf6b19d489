package io.github.failoversyslog.conformance;

import io.github.failoversyslog.it.application.Framework;
import org.junit.jupiter.api.Tag;

@Tag("logback-versions")
class LogbackConformanceIT extends ConformanceContract {
  LogbackConformanceIT() {
    super(Framework.LOGBACK);
  }
}
