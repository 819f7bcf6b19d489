package io.github.failoversyslog.it;

import org.junit.jupiter.api.Tag;

@Tag("logback-versions")
class LogbackOverflowIT extends OverflowContract {
  LogbackOverflowIT() {
    super(Framework.LOGBACK);
  }
}
