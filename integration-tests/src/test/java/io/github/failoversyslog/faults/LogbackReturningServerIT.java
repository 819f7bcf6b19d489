package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class LogbackReturningServerIT extends ReturningServerContract {
  LogbackReturningServerIT() {
    super(Framework.LOGBACK);
  }
}
