package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class LogbackKilledApplicationIT extends KilledApplicationContract {
  LogbackKilledApplicationIT() {
    super(Framework.LOGBACK);
  }
}
