package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class LogbackKilledRenewalsIT extends KilledRenewalsContract {
  LogbackKilledRenewalsIT() {
    super(Framework.LOGBACK);
  }
}
