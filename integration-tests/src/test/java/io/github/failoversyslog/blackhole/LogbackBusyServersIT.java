package io.github.failoversyslog.blackhole;

import io.github.failoversyslog.it.application.Framework;

class LogbackBusyServersIT extends BusyServersContract {
  LogbackBusyServersIT() {
    super(Framework.LOGBACK);
  }
}
