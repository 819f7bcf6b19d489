package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class LogbackStalledServerIT extends StalledServerContract {
  LogbackStalledServerIT() {
    super(Framework.LOGBACK);
  }
}
