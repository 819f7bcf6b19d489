package io.github.failoversyslog.blackhole;

import io.github.failoversyslog.it.application.Framework;

class LogbackForgottenFlowIT extends ForgottenFlowContract {
  LogbackForgottenFlowIT() {
    super(Framework.LOGBACK);
  }
}
