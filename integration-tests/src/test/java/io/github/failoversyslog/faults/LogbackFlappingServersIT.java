package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.application.Framework;

class LogbackFlappingServersIT extends FlappingServersContract {
  LogbackFlappingServersIT() {
    super(Framework.LOGBACK);
  }
}
