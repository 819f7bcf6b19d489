package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.Framework;

class LogbackKilledServersIT extends KilledServersContract {
  LogbackKilledServersIT() {
    super(Framework.LOGBACK);
  }
}
