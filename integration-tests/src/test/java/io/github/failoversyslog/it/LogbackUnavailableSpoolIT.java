package io.github.failoversyslog.it;

import org.junit.jupiter.api.Tag;

@Tag("logback-versions")
class LogbackUnavailableSpoolIT extends UnavailableSpoolContract {
  LogbackUnavailableSpoolIT() {
    super(Framework.LOGBACK);
  }
}
