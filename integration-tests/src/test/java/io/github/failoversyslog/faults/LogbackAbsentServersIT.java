package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.Framework;

class LogbackAbsentServersIT extends AbsentServersContract {
  LogbackAbsentServersIT() {
    super(Framework.LOGBACK);
  }
}
