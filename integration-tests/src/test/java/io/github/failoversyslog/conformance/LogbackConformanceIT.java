package io.github.failoversyslog.conformance;

import io.github.failoversyslog.it.Framework;

class LogbackConformanceIT extends ConformanceContract {
  LogbackConformanceIT() {
    super(Framework.LOGBACK);
  }
}
