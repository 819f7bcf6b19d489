package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.Framework;

class LogbackEndUnderLoadIT extends EndUnderLoadContract {
  LogbackEndUnderLoadIT() {
    super(Framework.LOGBACK, false);
  }
}
