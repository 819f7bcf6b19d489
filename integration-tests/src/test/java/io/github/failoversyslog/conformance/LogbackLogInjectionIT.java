package io.github.failoversyslog.conformance;

import io.github.failoversyslog.it.Framework;

class LogbackLogInjectionIT extends LogInjectionContract {
  LogbackLogInjectionIT() {
    super(Framework.LOGBACK);
  }
}
