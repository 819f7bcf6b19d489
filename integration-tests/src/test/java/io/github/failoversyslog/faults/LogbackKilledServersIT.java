package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class LogbackKilledServersIT extends KilledServersContract {
  LogbackKilledServersIT() {
    super(Framework.LOGBACK);
  }
}
