package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class LogbackFailbackIT extends FailbackContract {
  LogbackFailbackIT() {
    super(Framework.LOGBACK);
  }
}
