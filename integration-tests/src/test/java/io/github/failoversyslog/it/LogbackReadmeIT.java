package io.github.failoversyslog.it;

import org.junit.jupiter.api.Tag;

@Tag("logback-versions")
class LogbackReadmeIT extends ReadmeContract {
  LogbackReadmeIT() {
    super(Framework.LOGBACK);
  }
}
