package io.github.failoversyslog.conformance;

import io.github.failoversyslog.it.application.Framework;
import org.junit.jupiter.api.Tag;

@Tag("logback-versions")
class LogbackLogInjectionIT extends LogInjectionContract {
  LogbackLogInjectionIT() {
    super(Framework.LOGBACK);
  }
}
