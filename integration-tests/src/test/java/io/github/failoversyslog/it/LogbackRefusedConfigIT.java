package io.github.failoversyslog.it;

import org.junit.jupiter.api.Tag;

@Tag("logback-versions")
class LogbackRefusedConfigIT extends RefusedConfigContract {
  LogbackRefusedConfigIT() {
    super(Framework.LOGBACK);
  }
}
