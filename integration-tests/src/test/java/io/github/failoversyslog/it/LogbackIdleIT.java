package io.github.failoversyslog.it;

class LogbackIdleIT extends IdleContract {
  LogbackIdleIT() {
    super(Framework.LOGBACK);
  }
}
