package io.github.failoversyslog.it;

class LogbackRelpIT extends RelpContract {
  LogbackRelpIT() {
    super(Framework.LOGBACK);
  }
}
