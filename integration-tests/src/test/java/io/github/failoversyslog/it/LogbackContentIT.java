package io.github.failoversyslog.it;

import org.junit.jupiter.api.Tag;

@Tag("logback-versions")
class LogbackContentIT extends ContentContract {
  LogbackContentIT() {
    super(Framework.LOGBACK);
  }
}
