package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class LogbackRealServersIT extends RealServersContract {
  LogbackRealServersIT() {
    super(Framework.LOGBACK);
  }
}
