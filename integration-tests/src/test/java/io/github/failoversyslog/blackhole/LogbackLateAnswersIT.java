package io.github.failoversyslog.blackhole;

import io.github.failoversyslog.it.application.Framework;

class LogbackLateAnswersIT extends LateAnswersContract {
  LogbackLateAnswersIT() {
    super(Framework.LOGBACK);
  }
}
