package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class LogbackRenewedDaemonsIT extends RenewedDaemonsContract {
  LogbackRenewedDaemonsIT() {
    super(Framework.LOGBACK);
  }
}
