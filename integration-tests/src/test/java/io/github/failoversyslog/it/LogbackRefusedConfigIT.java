package io.github.failoversyslog.it;

class LogbackRefusedConfigIT extends RefusedConfigContract {
  LogbackRefusedConfigIT() {
    super(Framework.LOGBACK);
  }
}
