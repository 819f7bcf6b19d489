package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class LogbackRelpIT extends RelpContract {
  LogbackRelpIT() {
    super(Framework.LOGBACK);
  }
}
