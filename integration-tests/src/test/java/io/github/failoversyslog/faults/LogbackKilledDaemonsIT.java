package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class LogbackKilledDaemonsIT extends KilledDaemonsContract {
  LogbackKilledDaemonsIT() {
    super(Framework.LOGBACK);
  }
}
