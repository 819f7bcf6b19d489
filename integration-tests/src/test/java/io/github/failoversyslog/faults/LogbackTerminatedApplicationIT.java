package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class LogbackTerminatedApplicationIT extends TerminatedApplicationContract {
  LogbackTerminatedApplicationIT() {
    super(Framework.LOGBACK);
  }
}
