package io.github.failoversyslog.faults;

import io.github.failoversyslog.it.Framework;

class LogbackFlappingServersIT extends FlappingServersContract {
  LogbackFlappingServersIT() {
    super(Framework.LOGBACK);
  }
}
