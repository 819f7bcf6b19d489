package io.github.failoversyslog.blackhole;

import io.github.failoversyslog.it.Framework;

class LogbackLateAnswersIT extends LateAnswersContract {
  LogbackLateAnswersIT() {
    super(Framework.LOGBACK);
  }
}
