package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class LogbackIdleIT extends IdleContract {
  LogbackIdleIT() {
    super(Framework.LOGBACK);
  }
}
