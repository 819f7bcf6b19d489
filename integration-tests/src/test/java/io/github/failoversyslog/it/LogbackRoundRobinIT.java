package io.github.failoversyslog.it;

import io.github.failoversyslog.it.application.Framework;

class LogbackRoundRobinIT extends RoundRobinContract {
  LogbackRoundRobinIT() {
    super(Framework.LOGBACK);
  }
}
