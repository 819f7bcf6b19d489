package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.Framework;

class LogbackStalledServerIT extends StalledServerContract {
  LogbackStalledServerIT() {
    super(Framework.LOGBACK);
  }
}
