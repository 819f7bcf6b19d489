package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.Framework;

class LogbackRestartedServersIT extends RestartedServersContract {
  LogbackRestartedServersIT() {
    super(Framework.LOGBACK);
  }
}
