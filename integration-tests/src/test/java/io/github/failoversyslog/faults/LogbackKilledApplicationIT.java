package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.Framework;

class LogbackKilledApplicationIT extends KilledApplicationContract {
  LogbackKilledApplicationIT() {
    super(Framework.LOGBACK);
  }
}
