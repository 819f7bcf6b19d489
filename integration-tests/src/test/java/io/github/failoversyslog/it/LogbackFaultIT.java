package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class LogbackFaultIT extends FaultContract {
  LogbackFaultIT() {
    super(Framework.LOGBACK);
  }
}
