package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class LogbackRestartedServersIT extends RestartedServersContract {
  LogbackRestartedServersIT() {
    super(Framework.LOGBACK);
  }
}
