package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class LogbackAbsentServersIT extends AbsentServersContract {
  LogbackAbsentServersIT() {
    super(Framework.LOGBACK);
  }
}
