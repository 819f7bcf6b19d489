package io.github.failoversyslog.it;

import org.junit.jupiter.api.Tag;

@Tag("logback-versions")
class LogbackSpoolIT extends SpoolContract {
  LogbackSpoolIT() {
    super(Framework.LOGBACK);
  }
}
