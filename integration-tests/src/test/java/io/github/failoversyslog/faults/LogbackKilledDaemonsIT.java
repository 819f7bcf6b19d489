package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.Framework;

class LogbackKilledDaemonsIT extends KilledDaemonsContract {
  LogbackKilledDaemonsIT() {
    super(Framework.LOGBACK);
  }
}
